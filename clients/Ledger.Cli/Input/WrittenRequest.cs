using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// A request as its author wrote it: which option set a field, and where in which file each stands. Faults are told in these words, not
/// in those of the message that the request became.
/// </summary>
internal sealed class WrittenRequest
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private string file = "";
    private byte[] text = [];

    /// <summary>The request; null before it is complete.</summary>
    public IMessage? Request { get; set; }

    /// <summary>It stands in this file.</summary>
    public void InFile(string path) => file = path;

    /// <summary>It stands in this text.</summary>
    public void InText(byte[] utf8) => text = utf8;

    /// <summary>A field or an element of a list stands at this byte of the text.</summary>
    public void At(string path, int place) => places.TryAdd(path, place);

    /// <summary>An option of the command sets a field.</summary>
    /// <param name="path">Names of the fields on the way, with dots; of a list, its first element.</param>
    /// <param name="option">Name of the option.</param>
    public void ByOption(string path, string option) => options[path] = option;

    /// <summary>A field of the request in its author's words: the option that set it, or file, line and field with its name.</summary>
    /// <param name="path">Path of the field, e.g. <c>units[0].price.value</c>.</param>
    /// <param name="language">The language of its name.</param>
    public string Of(string path, Language language)
    {
        if (options.TryGetValue(path.Replace("[0]", "", StringComparison.Ordinal), out var option))
            return option;

        var told = $"{Shown(path)}{Name(path, language)}";
        return file.Length == 0 || Place(path) is not { } place ? told : $"{file}:{Line(place)}: {told}";
    }

    /// <summary>
    /// The field of the request that a field of the event came from; null where none did, as of what the program adds itself.
    /// </summary>
    /// <param name="path">Path in the event, e.g. <c>units[0].price_fen</c>.</param>
    public string? OfEvent(string path) => Request is null ? null : EventFields.PathIn(Request, path);

    /// <summary>The field, or the nearest part that holds it: what is missing stands nowhere.</summary>
    private int? Place(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(at.LastIndexOf('.'), 0)])
        {
            if (places.TryGetValue(at, out var place))
                return place;
        }

        return null;
    }

    private int Line(int place) => text.AsSpan(0, Math.Min(place, text.Length)).Count((byte)'\n') + 1;

    /// <summary>Without the place in a list that has one element only, which nobody wrote.</summary>
    private string Shown(string path)
    {
        var shown = new StringBuilder();
        var at = Request;
        foreach (var step in path.Split('.'))
        {
            var open = step.IndexOf('[', StringComparison.Ordinal);
            var name = open < 0 ? step : step[..open];
            var value = at?.Descriptor.FindFieldByName(name)?.Accessor.GetValue(at);
            var alone = open >= 0 && (value is IList { Count: <= 1 } || (value is null && step.EndsWith("[0]", StringComparison.Ordinal)));
            shown.Append(shown.Length > 0 ? "." : "").Append(alone ? name : step);
            at = value is IList list ? Element(list, step, open) : value as IMessage;
        }

        return shown.ToString();
    }

    private static IMessage? Element(IList list, string step, int open)
        => open >= 0 && int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < list.Count
            ? list[index] as IMessage
            : null;

    private static string Name(string path, Language language)
    {
        var last = path[(path.LastIndexOf('.') + 1)..].Split('[')[0];
        var name = FieldNames.Of(last);
        return name.English == last && language == Language.English ? "" : new Wording($"（{name.Chinese}）", $" ({name.English})").In(language);
    }
}
