using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>The language people are spoken to in; programs read <c>--json</c>.</summary>
internal enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Simplified Chinese.</summary>
    Chinese,
}

/// <summary>Picks texts by language.</summary>
internal static class LanguageChoice
{
    /// <summary>Before the line is parsed, since help itself is in that language: <c>--lang</c>, else LEDGER_LANG, else LANG, else English.</summary>
    public static Language Of(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--lang" && i + 1 < args.Count)
                return Parse(args[i + 1]);

            if (args[i].StartsWith("--lang=", StringComparison.Ordinal))
                return Parse(args[i]["--lang=".Length..]);
        }

        return Parse(Environment.GetEnvironmentVariable("LEDGER_LANG") ?? Environment.GetEnvironmentVariable("LANG") ?? "");
    }

    /// <summary>The text in the language.</summary>
    public static string In(this Wording wording, Language language) => language == Language.Chinese ? wording.Chinese : wording.English;

    private static Language Parse(string text) => text.StartsWith("zh", StringComparison.Ordinal) ? Language.Chinese : Language.English;
}
