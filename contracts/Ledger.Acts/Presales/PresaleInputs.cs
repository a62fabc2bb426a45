using Google.Protobuf.Collections;
using Ledger.Facts;

namespace Ledger.Acts;

/// <summary>What the acts of permits and house tables have in common.</summary>
internal static class PresaleInputs
{
    public static readonly ActOption Permit = new("--permit", "permit_number", new("预售许可证号", "pre-sale permit number"));

    /// <summary>Buildings, each once, sorted.</summary>
    public static IEnumerable<string> Buildings(this ActReader input, RepeatedField<string> buildings, string list)
    {
        var read = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < buildings.Count; i++)
        {
            if (!read.Add(input.Text<BuildingCode>(buildings[i], $"{list}[{i}]")))
                input.Fault($"{list}[{i}]", "幢重复", "the building stands twice", "each building once");
        }

        return read;
    }
}
