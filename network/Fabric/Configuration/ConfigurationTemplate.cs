using System.Reflection;
using System.Text.RegularExpressions;

namespace Ledger.Network;

/// <summary>
/// A configuration file of Fabric with <c>${name}</c> in place of what differs between nodes. A name alone at the start of a line
/// stands for whole lines; elsewhere it stands for a text, escaped for YAML's double quotes.
/// </summary>
internal sealed partial class ConfigurationTemplate
{
    private readonly string name;
    private readonly string text;

    private ConfigurationTemplate(string name, string text)
    {
        this.name = name;
        this.text = text;
    }

    /// <summary>Reads one of the templates of this program.</summary>
    /// <param name="name">File name without <c>.yaml</c>.</param>
    public static ConfigurationTemplate Load(string name)
    {
        var resource = $"Fabric/{name}.yaml";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new ArgumentException($"No template {resource}.", nameof(name));
        using var reader = new StreamReader(stream);
        return new ConfigurationTemplate(name, reader.ReadToEnd());
    }

    /// <summary>A template from a text.</summary>
    public static ConfigurationTemplate Parse(string name, string text) => new(name, text);

    /// <summary>Fills it in.</summary>
    /// <param name="values">By name: a text, lines, or a list of texts for use within YAML's brackets.</param>
    /// <exception cref="ArgumentException">A name has no value, or a value no place.</exception>
    public string Render(params IEnumerable<(string Name, object Value)> values)
    {
        var given = values.ToDictionary(StringComparer.Ordinal);
        var unused = given.Keys.ToHashSet(StringComparer.Ordinal);
        var rendered = Place().Replace(text, match =>
        {
            var key = match.Groups["name"].Value;
            unused.Remove(key);
            var lines = match.Groups["line"].Success;
            return (given.GetValueOrDefault(key), lines) switch
            {
                (Lines value, true) => value.Text,
                (string value, false) => Escape(value),
                (IEnumerable<string> list, false) => string.Join(", ", list.Select(item => $"\"{Escape(item)}\"")),
                (null, _) => throw new ArgumentException($"Template {name} needs a value for {key}.", nameof(values)),
                _ => throw new ArgumentException($"Template {name}: {key} does not fit its place.", nameof(values)),
            };
        });
        return unused.Count == 0
            ? rendered
            : throw new ArgumentException($"Template {name} has no place for {string.Join(", ", unused.Order(StringComparer.Ordinal))}.", nameof(values));
    }

    private static string Escape(string value) => value.Any(char.IsControl)
        ? throw new ArgumentException($"A control character in '{value}'.", nameof(value))
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<line>^\$\{(?<name>\w+)\}\n)|\$\{(?<name>\w+)\}",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    /// <summary>Whole lines, each ended, indented as they are.</summary>
    /// <param name="Text">The lines.</param>
    public sealed record Lines(string Text)
    {
        /// <summary>Several parts one below the other.</summary>
        public static Lines Of(IEnumerable<string> parts) => new(string.Concat(parts));
    }
}
