using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.Loader;

namespace Ledger.Cli;

/// <summary>The language of what the command line library says itself: headings of help, faults of a line.</summary>
internal static class LibraryWords
{
    /// <summary>The folder of the library's Chinese words beside the program.</summary>
    private const string Folder = "zh-Hans";

    private const string Unreadable = "Cannot parse argument ";

    private static readonly CultureInfo Chinese = Find();

    /// <summary>The culture to set for a call in a language.</summary>
    public static CultureInfo Culture(Language language) => language == Language.Chinese ? Chinese : CultureInfo.InvariantCulture;

    /// <summary>A fault of the line; where the library has no Chinese words for it, own ones.</summary>
    public static string Of(ParseError fault, Language language) =>
        language == Language.Chinese && fault.Message.StartsWith(Unreadable, StringComparison.Ordinal) && fault.SymbolResult is OptionResult option
            ? $"选项“{option.Option.Name}”的值“{string.Join(' ', option.Tokens)}”无法识别。"
            : fault.Message;

    private static CultureInfo Find()
    {
        // Without ICU the runtime spells the culture zh-HANS and does not see the folder.
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            Path.Combine(AppContext.BaseDirectory, Folder, $"{name.Name}.dll") is var file
            && string.Equals(name.CultureName, Folder, StringComparison.OrdinalIgnoreCase)
            && File.Exists(file)
                ? context.LoadFromAssemblyPath(file)
                : null;
        return CultureInfo.GetCultureInfo(Folder);
    }
}
