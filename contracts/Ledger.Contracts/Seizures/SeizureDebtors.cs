using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Against whom a notice is. C-72 被执行人不是权利人: who is no owner (of a pre-seizure: no buyer, of an unsold unit not its
/// developer) is entered all the same, and the authority is asked; C-30 办理中遇查封: a notice against a former owner that came
/// after its transfer was recorded seizes nothing, whoever owns the unit now.
/// </summary>
internal static class SeizureDebtors
{
    public static readonly Rule C72 = Rule.Warn("C-72", "被执行人不是权利人", "debtor is not the holder", "查封规定 2, 15");

    public static readonly Rule C30 = SeizureColumn.C30 with { Aspect = "former owner" };

    public static readonly Rule C30Stopped = SeizureColumn.C30 with { Severity = Ledger.Chain.Severity.Information, Aspect = "cases stopped" };

    /// <summary>Whether a token of the notice is the same party as one of another page.</summary>
    public static bool MayBeOne(Party one, Party other)
        => one.CreditCode.Length == 0 ? other.CreditCode.Length == 0 : one.CreditCode == other.CreditCode;

    public static void Check(Judgement judgement, SeizureActCase<SeizureEntered> loaded)
    {
        var former = FormerOwners(loaded);
        if (former.Count > 0)
        {
            Fail(judgement, loaded, former);
            return;
        }

        List<Party> strangers = [.. loaded.Event.Debtors.Where(debtor => !Holds(loaded, debtor))];
        if (strangers.Count == 0)
            return;
        judgement.Fail(
            C72,
            new("被执行人不是登记的权利人", "the debtor is not the holder in the book"),
            new("照文书办理并向查封机关提出审查建议；确认后继续", "enter it and advise the authority to review it; acknowledge C-72"),
            Labels.InEvent(new("被执行人", "debtors"), Labels.Parties(strangers), "debtors"),
            loaded.Event.Kind == SeizureKind.PreSeizure && loaded.Deal is { } deal
                ? deal.Says(new("买受人", "buyers"), Labels.Parties(Takers(deal, loaded.Unit.Code)))
                : loaded.Unit.Title.Says(new("权利人", "owners"), Labels.Parties(loaded.Unit.LiveTitle?.Owners.Select(static owner => owner.Party) ?? [])));
    }

    /// <summary>Tells which open cases of the unit the notice stops.</summary>
    public static void CheckCases(Judgement judgement, SeizureActCase<SeizureEntered> loaded)
    {
        foreach (var open in loaded.Desk.Body?.Cases.Where(static open => !open.Flows.All(FlowGroups.IsOfAuthority)) ?? [])
        {
            judgement.Fail(
                C30Stopped,
                new($"业务{open.AcceptanceNumber}因查封应停止办理", $"case {open.AcceptanceNumber} is stopped by the seizure"),
                new("请暂停或不予登记", "suspend or refuse the case"),
                loaded.Desk.Says(AcceptanceNumber.Name, open.AcceptanceNumber));
        }
    }

    /// <summary>The parties whose holdings it stands in, where each holding has a queue of its own; none where the unit has one queue.</summary>
    public static IEnumerable<Party> HoldersOf(City city, SeizureActCase<SeizureEntered> loaded)
    {
        if (!city.SeizuresPerHolding || loaded.Unit.LiveTitle is not { CoOwnership: CoOwnership.Shares or CoOwnership.Groups } title)
            return [];
        var (debtors, scope) = (loaded.Event.Debtors, loaded.Event.Scope);
        var holdings = Holding.Of(title.CoOwnership, title.Owners);
        var whole = scope.Numerator == scope.Denominator;
        return holdings
            .Where(holding => whole || holding.Rows.Any(row => debtors.Contains(row.Party)))
            .SelectMany(static holding => holding.Rows)
            .Select(static row => row.Party)
            .Distinct()
            .Order(Comparer<Party>.Create(PartyOrder.Compare));
    }

    private static bool Holds(SeizureActCase<SeizureEntered> loaded, Party debtor)
    {
        if (loaded.Event.Kind == SeizureKind.PreSeizure)
        {
            return loaded.Deal is { } deal && deal.IndexOf(loaded.Unit.Code) >= 0
                ? Takers(deal, loaded.Unit.Code).Contains(debtor)
                : loaded.Permit?.Body is not { } permit || permit.Developer == debtor.CreditCode;
        }

        return loaded.Unit.LiveTitle is { } title
            ? title.Owners.Any(owner => owner.Party.Equals(debtor))
            : loaded.ParcelTitles.All(static parcel => parcel.Body is null)
                || loaded.ParcelTitles.Any(parcel => parcel.Body?.Owners.Any(owner => MayBeOne(debtor, owner.Party)) ?? false);
    }

    // Who owned the unit before its owners, however many came between, and had given it up when the notice was delivered.
    private static List<Party> FormerOwners(SeizureActCase<SeizureEntered> loaded)
        => loaded.Unit.LiveTitle is { } title && loaded.Event.Kind == SeizureKind.Seizure
            ? [.. loaded.Event.Debtors.Where(debtor => !title.Owners.Any(owner => owner.Party.Equals(debtor))
                && GivenUp(loaded, debtor) is { } givenUp && loaded.Event.DeliveryTimeMs > givenUp)]
            : [];

    // The recording by which a party gave up what it held last; null where no transfer here took anything from it.
    private static ulong? GivenUp(SeizureActCase<SeizureEntered> loaded, Party party)
        => loaded.Origins.Where(origin => origin.Basis.State == BasisState.Registered && origin.Basis.IndexOf(loaded.Unit.Code) is >= 0 and var unit
            && origin.Basis.Givers.Any(giver => giver.At(unit).Equals(party))).Select(static origin => (ulong?)origin.RecordingMs).LastOrDefault();

    private static IEnumerable<Party> Takers(Basis deal, string unitCode)
        => deal.IndexOf(unitCode) is >= 0 and var unit ? deal.Takers.Select(taker => taker.At(unit)) : [];

    private static void Fail(Judgement judgement, SeizureActCase<SeizureEntered> loaded, IReadOnlyCollection<Party> former)
        => judgement.Fail(
            C30,
            new("转移登记后送达，被执行人已不是权利人", "it was delivered after the transfer was recorded: the debtor owns the unit no more"),
            new("不予查封登记，告知查封机关转移已完成", "do not enter it; tell the authority that the transfer is complete"),
            Labels.InEvent(new("被执行人", "debtors"), Labels.Parties(former), "debtors"),
            Labels.InEvent(new("送达时间", "delivered"), Labels.Instant(loaded.Event.DeliveryTimeMs), "delivery_time_ms"),
            loaded.Unit.Title.Says(new("转出登簿时刻", "recording of its transfer"), Labels.Instant(former.Max(party => GivenUp(loaded, party))!.Value)),
            loaded.Unit.Title.Says(new("权利人", "owners"), Labels.Parties(loaded.Unit.LiveTitle!.Owners.Select(static owner => owner.Party))));
}
