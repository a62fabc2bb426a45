using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-33 解封机关一致, of the seizures that a court's transfer or judgment ends: a court ends what it seized or what was handed over to
/// it; of another's seizure its word ends nothing.
/// </summary>
internal static class EndedSeizures
{
    public static readonly Rule C33 = SeizureStands.C33 with { Aspect = "ended" };

    /// <summary>The seizures of a unit, and of its parcels, that an authority ends by naming their documents.</summary>
    public static IReadOnlyList<SeizureRow> Of(UnitPages unit, string authority, RepeatedField<string> documents)
        => [.. Rows(unit).Where(row => documents.Contains(row.DocumentNumber) && IsOf(row, authority))];

    /// <summary>Each document named is of a seizure on one of the units that the authority may end.</summary>
    public static void Check(Judgement judgement, IReadOnlyList<UnitPages> units, string authority, RepeatedField<string> documents)
    {
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            if (units.SelectMany(Rows).Any(row => row.DocumentNumber == document && IsOf(row, authority)))
                continue;
            var page = units.Select(static unit => unit.Encumbrances).FirstOrDefault(page => Named(page, document) is not null) ?? units[0].Encumbrances;
            judgement.Fail(
                C33,
                new($"{document}不是该法院的查封，也未移送给该法院", $"{document} is no seizure of this court, nor was it handed over to it"),
                new("只列该法院作出或受移送的查封；其他机关的查封由其解除", "name only what the court seized or was handed; another authority lifts its own"),
                Labels.InEvent(AuthorityDocumentNumber.Name, document, $"seizures_ended[{i}]"),
                Labels.InEvent(new("法院", "court"), authority, "authority"),
                page.Says(new("查封机关", "seizing authority"), Named(page, document)?.Authority),
                page.Says(new("移送至", "handed over to"), Named(page, document)?.HandedTo));
        }
    }

    private static IEnumerable<SeizureRow> Rows(UnitPages unit)
        => unit.Parcels.Prepend(unit.Encumbrances).SelectMany(static page => page.Body?.Seizures ?? []);

    private static SeizureRow? Named(PageView<EncumbrancePage> page, string document)
        => page.Body?.Seizures.FirstOrDefault(row => row.DocumentNumber == document);

    private static bool IsOf(SeizureRow row, string authority) => row.Authority == authority || row.HandedTo == authority;
}
