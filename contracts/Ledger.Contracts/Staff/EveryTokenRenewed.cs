using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-01 for tokens of a new epoch: every person that the unit's pages, its open cases and its open documents name has a new token,
/// and every document that the unit's pages name is in the event.
/// </summary>
internal static class EveryTokenRenewed
{
    public static readonly Rule C01 = SameUnits.C01 with { Aspect = "tokens renewed" };

    public static void Check(Judgement judgement, TokenRenewalCase loaded)
    {
        var e = loaded.Event;
        var named = new HashSet<Party>();
        foreach (var (page, says) in Pages(loaded))
        {
            var parties = PartiesOf(page).Where(static party => !party.Token.IsEmpty).ToList();
            named.UnionWith(parties);
            CheckPage(judgement, e, parties, says);
        }

        foreach (var document in loaded.Documents)
            CheckDocument(judgement, loaded, document, named);
        foreach (var renewal in e.Parties.Where(renewal => !named.Contains(renewal.Old)))
        {
            judgement.Fail(
                C01,
                new("该当事人不在本单元的页面与未结文书上", "no page of the unit and no open document names the party"),
                new("请只列入现有的当事人", "name the parties that are there, and no others"),
                Labels.InEvent(new("原编码", "old token"), Labels.Party(renewal.Old), "parties"),
                loaded.Unit.Title.Says(new("登记簿记载的权利人", "owners in the book"), Labels.Parties(named)));
        }
    }

    private static IEnumerable<(IMessage Page, Func<Wording, object?, Chain.FindingValue> Says)> Pages(TokenRenewalCase loaded)
    {
        if (loaded.Unit.Title.Body is { } title)
            yield return (title, loaded.Unit.Title.Says);
        if (loaded.Unit.Encumbrances.Body is { } encumbrances)
            yield return (encumbrances, loaded.Unit.Encumbrances.Says);
        foreach (var view in loaded.Cases)
        {
            if (view.Body?.Applicants.FirstOrDefault(row => row.UnitCode == loaded.Event.UnitCode) is { } applicants)
                yield return (applicants, view.Says);
        }
    }

    private static void CheckPage(Judgement judgement, PartyTokensRenewed e, List<Party> parties, Func<Wording, object?, Chain.FindingValue> says)
    {
        var missing = parties.Where(party => !e.Parties.Any(renewal => renewal.Old.Equals(party))).Distinct().ToList();
        if (missing.Count == 0)
            return;
        judgement.Fail(
            C01,
            new("本单元有当事人未换发新编码", "a person that the unit's pages name has no new token"),
            new("请列入全部当事人的原编码与新编码", "state the old and the new token of every person"),
            Labels.InEvent(new("原编码", "old tokens"), Labels.Parties(e.Parties.Select(static renewal => renewal.Old)), "parties"),
            says(new("未列入", "left out"), Labels.Parties(missing)));
    }

    private static void CheckDocument(Judgement judgement, TokenRenewalCase loaded, RenewedDocument document, HashSet<Party> named)
    {
        var place = document.Units.ToList().IndexOf(loaded.Event.UnitCode);
        var parties = document.Page is null || place < 0
            ? []
            : AcrossOf(document.Page).Where(static party => party.CreditCode.Length == 0).Select(party => party.At(place)).ToList();
        if (document.Stated is null)
        {
            if (document.IsOpen && parties.Count > 0)
                Fail(judgement, document, new($"{document.Name}以原编码记载当事人，本事件未列入", $"{document.Name} names the old tokens and is left out of this event"));
            return;
        }

        if (!document.IsOpen || place < 0)
        {
            Fail(judgement, document, new($"{document.Name}不是记载本单元的未结文书", $"{document.Name} is no open document that names the unit"));
            return;
        }

        named.UnionWith(parties);
        CheckPage(judgement, loaded.Event, parties, document.Says);
    }

    private static void Fail(Judgement judgement, RenewedDocument document, Wording what)
        => judgement.Fail(
            C01,
            what,
            new("请列入登记簿与交易所指的全部未结文书", "name every open contract, instrument and mortgage that the unit's pages name"),
            Labels.InEvent(new("文书", "document"), document.Name, document.Path.Length > 0 ? document.Path : "bases"),
            document.Says(UnitCode.Name, string.Join(", ", document.Units)));

    private static IEnumerable<Party> PartiesOf(IMessage page) => Messages(page).SelectMany(static inner => inner is Party party ? [party] : PartiesOf(inner));

    private static IEnumerable<PartyAcrossUnits> AcrossOf(IMessage page)
        => Messages(page).SelectMany(static inner => inner is PartyAcrossUnits party ? [party] : AcrossOf(inner));

    private static IEnumerable<IMessage> Messages(IMessage page)
        => page.Descriptor.Fields.InFieldNumberOrder().Where(static field => field.FieldType == FieldType.Message)
            .SelectMany(field => field.IsRepeated
                ? ((IList)field.Accessor.GetValue(page)).Cast<IMessage>()
                : field.Accessor.GetValue(page) is IMessage one ? [one] : []);
}
