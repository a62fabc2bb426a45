using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// Gathers what is doubtful in the acts of one request: in every act the certificates of another city, and what its form knows
/// besides. Each is a candidate for a rule of the next profile.
/// </summary>
public sealed class Doubts
{
    private readonly List<Doubt> found = [];
    private readonly HashSet<string> opened = new(StringComparer.Ordinal);
    private readonly IPageReader pages;
    private readonly LocalSigns signs;
    private string path = "";

    private Doubts(IPageReader pages, LocalSigns signs) => (this.pages, this.signs) = (pages, signs);

    /// <summary>Everything doubtful in some acts, in their order.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="pages">Pages as they stand before the acts.</param>
    /// <param name="signs">By what the city in force is known.</param>
    public static IReadOnlyList<Doubt> Of(IReadOnlyList<BuiltAct> acts, IPageReader pages, LocalSigns signs)
    {
        ArgumentNullException.ThrowIfNull(acts);
        var doubts = new Doubts(pages, signs);
        doubts.opened.UnionWith(acts.SelectMany(static act => act.Form?.UnitsOpened(act.Body) ?? []));
        for (var i = 0; i < acts.Count; i++)
        {
            doubts.path = acts.Count > 1 ? $"acts[{i}]." : "";
            doubts.Walk(acts[i].Body, "");
            acts[i].Form?.Doubt(doubts, acts[i].Body);
            doubts.found.AddRange(acts[i].Doubts);
        }

        return doubts.found;
    }

    /// <summary>Adds a doubt.</summary>
    internal void Add(string field, string chinese, string english) => found.Add(new(path + field, new(chinese, english)));

    /// <summary>Whether a unit is opened on the ledger, or by an act of the request.</summary>
    internal bool IsOpened(string unitCode) => opened.Contains(unitCode) || pages.ReadPage(PageKeys.Title(unitCode)) is not null;

    /// <summary>Whether a division is the city's; units of others are refused by the rules.</summary>
    internal bool IsLocal(string code) => signs.Divisions.Allows(code);

    /// <summary>The city's divisions.</summary>
    internal string Divisions => signs.Divisions.ToString();

    private void Walk(IMessage message, string at)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType != FieldType.Message)
                continue;
            var value = field.Accessor.GetValue(message);
            if (!field.IsRepeated)
            {
                Look(value, at + field.Name);
                continue;
            }

            var place = 0;
            foreach (var item in (IList)value)
                Look(item, $"{at}{field.Name}[{place++}]");
        }
    }

    private void Look(object? value, string at)
    {
        switch (value)
        {
            case CertificateId { Number.Length: > 0 } id:
                Certificate(id.Number, at);
                break;
            case IMessage inner:
                Walk(inner, at + ".");
                break;
        }
    }

    private void Certificate(string text, string at)
    {
        if (!CertificateNumber.TryParse(text, out var number, out _) || (number.Province == signs.Province && number.Place == signs.Place))
            return;
        Add(
            at,
            $"证号属{number.Province}{number.Place}，不是{signs.Province}{signs.Place}",
            $"the certificate is of {number.Province} {number.Place}, not of {signs.Province} {signs.Place}");
    }
}
