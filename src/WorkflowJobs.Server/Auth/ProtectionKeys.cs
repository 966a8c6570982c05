using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Auth;

/// <summary>
/// The keys of cookies and anti-forgery tokens, in the database and sealed under the master key: every node has them, a restart signs
/// nobody out, and who has the database alone can sign in as nobody.
/// </summary>
internal sealed class ProtectionKeys(DatabaseSettings settings, MasterKey master) : IXmlRepository
{
    private readonly byte[] key = master.Derive(KeyRing.ProtectionPurpose);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = settings.CreateContext();
        return [.. db.Settings.AsNoTracking().Where(row => row.Key.StartsWith(KeyRing.ProtectionPrefix)).Select(row => row.Value).ToList()
            .Select(value => XElement.Parse(Encoding.UTF8.GetString(Sealing.Open(key, Convert.FromBase64String(value)))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = settings.CreateContext();
        var value = Convert.ToBase64String(Sealing.Seal(key, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))));
        var name = $"{KeyRing.ProtectionPrefix}{friendlyName}.{Guid.NewGuid():N}";
        db.Settings.Add(new Setting { Key = name, Value = value });
        // Data Protection asks synchronously.
        db.SaveChanges();
    }
}

internal static class ProtectionServices
{
    public static void AddProtectionKeys(this IServiceCollection services)
    {
        services.AddSingleton<ProtectionKeys>();
        // One name for all nodes, wherever each is installed.
        services.AddDataProtection().SetApplicationName("workflowjobs");
        // It warns that no encryptor is configured: the repository itself seals.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>((options, keys) => options.XmlRepository = keys);
    }
}
