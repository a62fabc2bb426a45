using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Verifier.Tests;

/// <summary>Seeded changes of evidence: of its bytes, of its lines, of its base64, of its JSON.</summary>
internal sealed class Mutation(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>How many there are: a part with the suite, all of them with LEDGER_NIGHTLY=1.</summary>
    public static int Count(int suite, int nightly) => Environment.GetEnvironmentVariable("LEDGER_NIGHTLY") == "1" ? nightly : suite;

    /// <summary>The seed of what is chosen: LEDGER_SEED, or one that stays the same; in the test's output.</summary>
    public static int ReadSeed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LEDGER_SEED={seed}"));
        return seed;
    }

    /// <summary>Bytes changed at one to three places.</summary>
    public byte[] OfBytes(byte[] original)
    {
        var bytes = original;
        for (var i = random.Next(3); i >= 0 && bytes.Length > 0; i--)
        {
            var at = random.Next(bytes.Length);
            var run = Math.Min(1 + random.Next(8), bytes.Length - at);
            bytes = random.Next(7) switch
            {
                0 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], .. bytes[(at + run)..]],
                3 => [.. bytes[..at], .. bytes[at..(at + run)], .. bytes[at..]],
                4 => bytes[..at],
                5 => [.. bytes[..at], (byte)" \n\t\r\0=+/"[random.Next(8)], .. bytes[at..]],
                _ => [.. bytes[..at], .. bytes[at..(at + run)].Reverse(), .. bytes[(at + run)..]],
            };
        }

        return bytes;
    }

    /// <summary>A text whose lines, words or base64 are changed.</summary>
    public string OfText(string original)
    {
        var lines = original.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var other = random.Next(lines.Count);
        switch (random.Next(7))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[other]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = OfBase64(lines[at]);
                break;
            case 4:
                lines[at] = lines[at].ToUpperInvariant();
                break;
            case 5:
                lines[at] += " \t\r"[random.Next(3)];
                break;
            default:
                return Encoding.UTF8.GetString(OfBytes(Encoding.UTF8.GetBytes(original)));
        }

        return string.Join('\n', lines);
    }

    /// <summary>JSON whose members are dropped, doubled, renamed, swapped, or hold another value or spelling of it.</summary>
    public byte[] OfJson(byte[] original)
    {
        var root = JsonNode.Parse(original)!;
        var nodes = Flatten(root).Where(static node => node.Parent is not null).ToList();
        var chosen = nodes[random.Next(nodes.Count)];
        switch (random.Next(8))
        {
            case 0:
                Remove(chosen);
                break;
            case 1:
                chosen.ReplaceWith<JsonNode?>(null);
                break;
            case 2:
                chosen.ReplaceWith(random.Next(-1, 3));
                break;
            case 3:
                chosen.ReplaceWith(new JsonArray(chosen.DeepClone()));
                break;
            case 4 when nodes[random.Next(nodes.Count)] is JsonValue other:
                chosen.ReplaceWith(other.DeepClone());
                break;
            case 5 when chosen.Parent is JsonObject parent:
                var name = chosen.GetPropertyName();
                parent.Remove(name);
                parent[name.ToUpperInvariant() + (random.Next(2) == 0 ? "x" : "")] = chosen;
                break;
            case 6 when chosen.Parent is JsonObject holder:
                // A member twice: only as text.
                var member = $"{JsonSerializer.Serialize(chosen.GetPropertyName())}:";
                var text = root.ToJsonString();
                var found = text.IndexOf(member, StringComparison.Ordinal);
                return Encoding.UTF8.GetBytes(found < 0 ? text + "x"
                    : text.Insert(found, $"{member}{(random.Next(2) == 0 ? chosen.ToJsonString() : "\"\"")},"));
            default:
                if (chosen is JsonValue value && value.TryGetValue(out string? held))
                {
                    chosen.ReplaceWith(held.Contains('\n', StringComparison.Ordinal) ? OfText(held) : OfBase64(held));
                }
                else
                {
                    Remove(chosen);
                }

                break;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>Other spellings of base64, and neighbours of it.</summary>
    private string OfBase64(string text)
    {
        if (text.Length == 0)
            return "=";

        var at = random.Next(text.Length);
        return random.Next(7) switch
        {
            0 => text + "=",
            1 => text.TrimEnd('='),
            2 => text.Insert(at, random.Next(2) == 0 ? " " : "\n"),
            3 => text.Replace('+', '-').Replace('/', '_'),
            // Bits of the last character that no byte holds.
            4 when text.TrimEnd('=') is { Length: > 0 } body =>
                string.Concat(body.AsSpan(0, body.Length - 1), ((char)(body[^1] + 1)).ToString(), text.AsSpan(body.Length)),
            5 => string.Concat(text.AsSpan(0, at), char.IsUpper(text[at]) ? char.ToLowerInvariant(text[at]).ToString()
                : char.ToUpperInvariant(text[at]).ToString(), text.AsSpan(at + 1)),
            _ => text[..at] + text[(at + 1)..],
        };
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject parent)
        {
            parent.Remove(node.GetPropertyName());
        }
        else
        {
            ((JsonArray)node.Parent!).Remove(node);
        }
    }

    private static IEnumerable<JsonNode> Flatten(JsonNode node) => node switch
    {
        JsonObject members => members.Select(static pair => pair.Value).OfType<JsonNode>().SelectMany(Flatten).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Flatten).Prepend(node),
        _ => [node],
    };
}
