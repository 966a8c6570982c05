using System.Text;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Applications;

/// <summary>The application form in and out of its encryption with the person's key.</summary>
public sealed class ApplicationForms(IVault vault)
{
    /// <summary>Key of the form document, and of the human task that carries it.</summary>
    public const string Key = "application";

    /// <summary>The form; empty once the person's key was destroyed.</summary>
    public JsonObject Read(Application application, Person person) => person.WrappedKey.Length == 0 ? [] :
        JsonNode.Parse(vault.Decrypt(person.WrappedKey, application.FormCipher)) as JsonObject ?? [];

    public void Write(Application application, Person person, JsonObject form)
    {
        var bytes = Bytes(form);
        application.FormCipher = vault.Encrypt(person.WrappedKey, bytes);
        application.FormHash = ContentHash.Of(bytes);
    }

    public byte[] Encrypt(Person person, JsonObject form) => vault.Encrypt(person.WrappedKey, Bytes(form));

    public static string Hash(JsonObject form) => ContentHash.Of(Bytes(form));

    private static byte[] Bytes(JsonObject form) => Encoding.UTF8.GetBytes(form.ToJsonString());
}
