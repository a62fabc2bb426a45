using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-01 for a party that changes its name or document: every open document that the unit's pages name and that names the party is
/// renewed in the same act, and renewed to just what the unit sees from now on.
/// </summary>
internal static class EveryPageRenewed
{
    public static readonly Rule C01 = SameUnits.C01 with { Aspect = "party renewed" };

    /// <summary>Checks the documents of one unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="unitCode">The unit.</param>
    /// <param name="parties">The parties as the unit sees them.</param>
    /// <param name="documents">The documents named by the event or by the unit's pages.</param>
    public static void Check(Judgement judgement, string unitCode, IReadOnlyList<PartyRenewal> parties, IReadOnlyList<RenewedDocument> documents)
    {
        foreach (var document in documents)
        {
            var named = parties.Where(party => !party.Old.Equals(party.Renewed) && document.Page is { } page && RenewedParties.Names(page, party.Old)).ToList();
            if (document.Stated is { } stated)
                CheckStated(judgement, unitCode, named, document, stated);
            else if (document.IsOpen)
                CheckLeftOut(judgement, named, document);
        }
    }

    private static void CheckLeftOut(Judgement judgement, List<PartyRenewal> named, RenewedDocument document)
    {
        if (named.Count == 0)
            return;
        judgement.Fail(
            C01,
            new($"{document.Name}仍以原编码记载当事人，本事件未列入", $"{document.Name} names the old party and is left out of this event"),
            new("请列入登记簿与交易所指的全部未结文书", "name every open contract, instrument and mortgage that the unit's pages name"),
            Labels.InEvent(new("变更的当事人", "parties that change"), Labels.Parties(named.Select(static party => party.Old)), "parties"),
            document.Says(new("文书", "document"), document.Name));
    }

    private static void CheckStated(
        Judgement judgement, string unitCode, List<PartyRenewal> named, RenewedDocument document, IReadOnlyList<PartyAcrossRenewal> stated)
    {
        var place = document.Units.ToList().IndexOf(unitCode);
        if (!document.IsOpen || place < 0 || named.Count == 0)
        {
            judgement.Fail(
                C01,
                document.IsOpen
                    ? new($"{document.Name}未就本单元记载该当事人", $"{document.Name} does not name the party under this unit")
                    : new($"{document.Name}不存在或已终结", $"{document.Name} does not exist, or nothing follows it any more"),
                new("请只列入仍以原编码记载当事人的未结文书", "name only open documents that name the old party"),
                Labels.InEvent(new("文书", "document"), document.Name, document.Path),
                document.Says(UnitCode.Name, string.Join(", ", document.Units)));
            return;
        }

        foreach (var renewal in stated)
        {
            if (!Fits(renewal.Old, document) || !Fits(renewal.Renewed, document)
                || !named.Exists(party => party.Old.Equals(renewal.Old.At(place)) && party.Renewed.Equals(renewal.Renewed.At(place)))
                || !RenewedParties.Names(document.Page!, renewal.Old.At(place)))
            {
                FailParty(judgement, document, renewal);
            }
        }

        var left = named.Where(party => !stated.Any(renewal => Fits(renewal.Old, document) && party.Old.Equals(renewal.Old.At(place)))).ToList();
        if (left.Count > 0)
            CheckLeftOut(judgement, left, document);
    }

    // One token for each unit of the document, or a credit code and none.
    private static bool Fits(PartyAcrossUnits party, RenewedDocument document)
        => party.Tokens.Count == (party.CreditCode.Length > 0 ? 0 : document.Units.Count);

    private static void FailParty(Judgement judgement, RenewedDocument document, PartyAcrossRenewal renewal)
        => judgement.Fail(
            C01,
            new($"{document.Name}所列当事人与本单元变更的当事人不符", $"the parties renewed in {document.Name} are not those that change under this unit"),
            new("请按该文书全部单元的次序填写原编码与新编码", "state the old and the new tokens in the order of the document's units"),
            Labels.InEvent(new("原编码", "old tokens"), Text(renewal.Old), document.Path),
            Labels.InEvent(new("新编码", "new tokens"), Text(renewal.Renewed), document.Path),
            document.Says(UnitCode.Name, string.Join(", ", document.Units)));

    private static string Text(PartyAcrossUnits party)
        => party.CreditCode.Length > 0
            ? party.CreditCode
            : string.Join(", ", party.Tokens.Select(static token => Convert.ToHexStringLower(token.Span)[..16] + "…"));
}
