using Microsoft.Extensions.Localization;
using MudBlazor;

namespace WorkflowJobs.Server.Components.Text;

/// <summary>MudBlazor's own words from the same resources; what is missing stays English, as MudBlazor has it.</summary>
internal sealed class MudTexts(Texts texts) : MudLocalizer
{
    public override LocalizedString this[string key]
    {
        get
        {
            var words = texts[key];
            return new LocalizedString(key, words, resourceNotFound: words == key);
        }
    }
}
