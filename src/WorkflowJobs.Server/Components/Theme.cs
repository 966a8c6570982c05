using MudBlazor;

namespace WorkflowJobs.Server.Components;

/// <summary>The one theme. Text contrasts are at least 4.5 : 1 on paper and on the page's ground; fonts are those of the machine.</summary>
internal static class Theme
{
    private static readonly string[] Fonts =
    [
        "system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
        "WenQuanYi Micro Hei", "sans-serif",
    ];

    public static MudTheme Instance { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d5a8a",
            PrimaryContrastText = "#ffffff",
            Secondary = "#5c3d7a",
            AppbarBackground = "#17496f",
            AppbarText = "#ffffff",
            Background = "#f4f6f8",
            Surface = "#ffffff",
            DrawerBackground = "#ffffff",
            TextPrimary = "#1c2530",
            TextSecondary = "#4a5663",
            Success = "#1f6b3a",
            Warning = "#8a4b00",
            Error = "#b3261e",
            Info = "#1d5a8a",
            LinesInputs = "#6b7785",
            Divider = "#d5dbe1",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.6" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.6rem", FontWeight = "600", LineHeight = "1.3" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = "1.05rem", FontWeight = "600", LineHeight = "1.4" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "1rem", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "232px" },
    };
}
