using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Instruments and transfers.</summary>
internal static class TransferMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All => [(30, State), (4, Withdraw), (90, Transfer), (60, CourtTransfer)];

    private static Draft? State(Town town, Lots lots)
    {
        var kind = lots.Of(
            InstrumentKind.Gift, InstrumentKind.Inheritance, InstrumentKind.Bequest, InstrumentKind.Exchange, InstrumentKind.Partition, InstrumentKind.Divorce,
            InstrumentKind.Contribution, InstrumentKind.Spouse, InstrumentKind.Policy, InstrumentKind.Court, InstrumentKind.Court);
        var free = town.Live.Where(unit => town.Book.DealOn(unit) is null || lots.Chance(5)).ToList();
        if (kind == InstrumentKind.Court)
            free = [.. town.Live.Where(unit => town.Book.Unit(unit).Seizures.Count > 0)];
        if (free.Count == 0)
            return null;
        var code = lots.Of(free);
        if (SaleMakers.Giving(town, lots, code) is not { } giving)
            return null;
        if (kind is InstrumentKind.Court or InstrumentKind.Policy or InstrumentKind.Inheritance)
            giving = (giving.Giving.ConvertAll(owner => owner with { Signs = true }), giving.Sold);
        var givers = giving.Giving.Select(owner => owner.Party).ToList();
        var others = Town.Persons.Where(person => !givers.Contains(person)).ToList();
        var (how, takers) = kind switch
        {
            InstrumentKind.Contribution => (CoOwnership.Single, [new Owner(TestParty.Developer)]),
            InstrumentKind.Partition or InstrumentKind.Divorce => (CoOwnership.Single, [new Owner(givers[0])]),
            InstrumentKind.Spouse => (CoOwnership.Joint, [new Owner(givers[0]), new Owner(others.Count > 0 ? others[0] : TestParty.Dai)]),
            _ => SaleMakers.Taking(lots, others.DefaultIfEmpty(TestParty.Dai), giving.Sold),
        };
        var e = Instrument(town, lots, kind, [code], giving, how, takers);
        if (kind != InstrumentKind.Exchange)
            return new(Members.Registration, [e]);
        if (lots.OfAny(free.Where(unit => unit != code && town.Owners(unit) is [var one] && !givers.Contains(one))) is not { } second)
            return null;

        // Each takes what the other gives, in one envelope.
        var owner = town.Owners(second)[0];
        if (givers.Count != 1)
            return null;
        var there = Instrument(town, lots, kind, [code], giving, CoOwnership.Single, [new(owner)]);
        var back = Instrument(town, lots, kind, [second], ([new(owner)], "1/1"), CoOwnership.Single, [new(givers[0])]);
        (there.Pair, back.Pair) = (back.Number, there.Number);
        return new(Members.Registration, [there, back]);
    }

    /// <summary>A grant of the parcel to a developer.</summary>
    public static Draft Grant(Town town, Lots lots) => new(
        Members.Registration,
        [Instrument(town, lots, InstrumentKind.Grant, [Town.Land], ([new(TestParty.Land)], "1/1"), CoOwnership.Single, [new(TestParty.Developer)])]);

    private static InstrumentStated Instrument(
        Town town, Lots lots, InstrumentKind kind, List<string> codes, (List<Owner> Giving, string Sold) giving, CoOwnership how, List<Owner> taking)
    {
        var e = new InstrumentStated
        {
            Act = Acts.Of(),
            Number = $"ZY{town.Today.Number}{town.Next():D4}",
            Kind = kind,
            Notarised = lots.Chance(85),
            Date = town.Today.Number,
            ValueFen = kind is InstrumentKind.Court or InstrumentKind.Contribution or InstrumentKind.Grant ? (ulong)lots.Between(60, 120) * 1_000_000 : 0,
        };
        SaleMakers.Agree(e.Units, e.Givers, e.Takers, town, codes, giving.Giving, how, taking, giving.Sold);
        foreach (var unit in e.Units)
            unit.PriceFen = e.ValueFen;
        List<string> papers =
            ["AGREEMENT", "CONTRACT", "CONTRIBUTION", "DECISION", "GIFT_DEED", "GRANT_CONTRACT", "HEIRS_PROOF", "MARRIAGE_PROOF", "RESOLUTION", "RULING"];
        if (!e.Notarised)
            papers.Add("HEIRS_HEARD");
        e.Documents.AddRange(papers.Order(StringComparer.Ordinal).Select(paper => new InstrumentDocument { Kind = paper, Document = Acts.Bytes(6) }));
        return e;
    }

    private static Draft? Withdraw(Town town, Lots lots)
        => lots.OfAny(town.Book.Bases.Values.Where(basis => basis is { IsContract: false, IsAlive: true })) is not { } basis ? null
            : new(Members.Registration, [new InstrumentStated { Act = Acts.Of(), Number = basis.Number, Date = town.Today.Number, Withdrawn = true }]);

    private static Draft? Transfer(Town town, Lots lots)
    {
        var ready = town.Book.Bases.Values.Where(basis => basis.State == ContractState.Filed && basis.Kind is not (InstrumentKind.Court or InstrumentKind.Grant)
            && (IsPaid(basis) || lots.Chance(6)));
        if (lots.OfAny(ready) is not { } basis)
            return null;
        List<NaiveBasis> bases = basis.Pair.Length > 0 && town.Book.Bases.TryGetValue(basis.Pair, out var pair) ? [basis, pair] : [basis];
        var deeds = bases.ConvertAll(on => Deed.Of(town, on));
        var e = new TransferRecorded
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            ContractNumber = basis.Number,
            PriceFen = deeds.Aggregate(0ul, (sum, deed) => sum + deed.PriceFen),
        };
        foreach (var deed in deeds)
        {
            for (var i = 0; i < deed.Units.Count; i++)
            {
                if (Unit(town, deed, i) is not { } unit)
                    return null;
                e.Units.Add(unit);
            }
        }

        var sorted = e.Units.OrderBy(unit => unit.UnitCode, StringComparer.Ordinal).ToList();
        e.Units.Clear();
        e.Units.AddRange(sorted);
        var lien = e.Units.SelectMany(unit => town.Book.Unit(unit.UnitCode).Liens.Where(lien => lien.Mortgage.State == MortgageState.Registered))
            .FirstOrDefault();
        if (lien is not null && lots.Chance(80))
            e.Mortgages = lots.Chance(85) ? MortgageHandling.Carried : MortgageHandling.Changed;
        List<IMessage> acts = [e];
        if (lien is null)
        {
            // An old mortgage that is released goes in the same envelope, before; a new one follows.
            foreach (var released in e.Units.SelectMany(unit => town.Book.Unit(unit.UnitCode).Liens)
                .Where(known => known.Mortgage.State == MortgageState.ReleaseInstructed)
                .Select(known => known.Mortgage).Distinct().ToList())
            {
                acts.Insert(0, MortgageMakers.Cancellation(town, e.Recording, released, CancellationGround.Released));
            }
        }

        if (town.Book.Mortgages.Values.Where(mortgage => mortgage.State == MortgageState.Signed
            && mortgage.Units.Keys.SequenceEqual(e.Units.Select(unit => unit.UnitCode)))
            .Select(mortgage => MortgageMakers.Page(town, mortgage)).FirstOrDefault(page => page.PaysFor == basis.Number) is { } loan)
        {
            acts.Add(MortgageMakers.Registration(town, e.Recording, loan));
        }

        return town.Case(lots, basis.Number, acts);
    }

    public static bool IsPaid(NaiveBasis basis)
        => basis.Taxes is { } taxes && taxes.Accounts.Count > 0 && taxes.Accounts.Values.All(account => account.Paid - account.Refunded == account.Owed);

    private static UnitTransfer? Unit(Town town, Deed deed, int index)
    {
        var code = deed.Units[index].UnitCode;
        var contract = new ContractPage();
        contract.Units.AddRange(deed.Units);
        contract.Sellers.AddRange(deed.Givers);
        contract.Buyers.AddRange(deed.Takers);
        if (town.Title(code) is not { } title || !SaleOutcome.TryCompute(title, contract, index, out var outcome))
            return null;
        var unit = new UnitTransfer
        {
            UnitCode = code,
            BusinessNumber = town.Business(),
            CoOwnership = outcome.CoOwnership,
            Epoch = title.Epoch,
            PriceFen = deed.Units[index].PriceFen,
        };
        unit.Previous.AddRange(outcome.Previous);
        unit.Sellers.AddRange(deed.Units[index].Sellers
            .Select(stake => new PartShare { Party = deed.Givers[(int)stake.Party].At(index), Share = stake.Share, Group = stake.Group })
            .OrderBy(share => share.Party, Comparer<Party>.Create(PartyOrder.Compare)).ThenBy(share => share.Group));
        var shared = outcome.CoOwnership == CoOwnership.Joint ? town.Certificate() : null;
        unit.Buyers.AddRange(outcome.Buyers.Select(buyer =>
        {
            var holder = buyer.Clone();
            holder.Certificate = shared ?? town.Certificate();
            return holder;
        }));
        unit.Reissues.AddRange(outcome.Reissued.Select(party => new Reissue { Party = party, Certificate = town.Certificate() }));
        var takers = outcome.Buyers.Select(buyer => buyer.Party).ToHashSet();
        var page = town.Encumbrances(code);
        unit.Notices.AddRange(page.Notices
            .Where(row => row is { Ended: 0, Kind: AdvanceNoticeKind.Presale or AdvanceNoticeKind.OtherSale } && row.Basis == deed.Number)
            .Select(row => row.Proof).Order(Comparer<CertificateId>.Create(PartyOrder.Compare)));
        var alive = NaiveQueue.AliveOn(town.Book.Unit(code).Seizures, town.Today);
        unit.PreSeizures.AddRange(page.Seizures
            .Where(row => row is { Kind: SeizureKind.PreSeizure, Lifted: 0, Debtors.Count: > 0 } && row.Debtors.All(takers.Contains)
                && alive.Contains(row.DocumentNumber))
            .Select(row => row.DocumentNumber).Order(StringComparer.Ordinal));
        return unit;
    }

    private static Draft? CourtTransfer(Town town, Lots lots)
    {
        var ready = town.Book.Bases.Values.Where(basis => basis is { State: ContractState.Filed, Kind: InstrumentKind.Court }
            && (IsPaid(basis) || lots.Chance(6)));
        if (lots.OfAny(ready) is not { } basis)
            return null;
        var deed = Deed.Of(town, basis);
        var code = deed.Units[0].UnitCode;
        if (Unit(town, deed, 0) is not { } unit)
            return null;
        unit.Notices.Clear();
        unit.PreSeizures.Clear();
        var (naive, now) = (town.Book.Unit(code), town.Ledger.TimeMs);
        var ended = naive.Seizures.Where(row => naive.Owners.Any(owner => NaiveQueue.ActiveAt(naive.Seizures, owner, now) == row)).ToList();
        var reason = ended.Count == 0 || lots.Chance(15) ? CourtTransferReason.Judgment : lots.Of(CourtTransferReason.Auction, CourtTransferReason.Sale);
        var extinguished = lots.Chance(60);
        var e = new CourtTransferRecorded
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Authority = ended.Count > 0 ? ended[0].HandedTo.Length > 0 ? ended[0].HandedTo : ended[0].Authority : lots.Of(Town.Authorities),
            Ruling = town.Document(),
            Effective = town.Today.AddDays(-1).Number,
            Reason = reason,
            Mortgages = extinguished ? CourtMortgages.Extinguished : CourtMortgages.Carried,
            Basis = basis.Number,
            PriceFen = deed.PriceFen,
            Units = { unit },
        };
        e.SeizuresEnded.AddRange(ended.Select(row => row.Document).Order(StringComparer.Ordinal));
        List<IMessage> acts = [e];
        if (ended.Count > 0)
        {
            var lift = SeizureMakers.Lifting(town, lots, code, ended[0], unit.Sellers.Count > 0 && deed.Units[0].Share is { Numerator: 1, Denominator: 1 }
                ? LiftOutcome.DisposedWhole : LiftOutcome.DisposedPart);
            lift.Recording = e.Recording;
            lift.LiftDocumentNumber = e.Ruling;
            lift.DeliveryTimeMs = Math.Min(lift.DeliveryTimeMs, e.Recording.AcceptanceTimeMs);
            acts.Add(lift);
        }

        if (extinguished)
        {
            foreach (var mortgage in naive.Liens.Where(lien => lien.Mortgage is { IsLive: true, Units.Count: 1 }).Select(lien => lien.Mortgage).ToList())
                acts.Add(MortgageMakers.Cancellation(town, e.Recording, mortgage, CancellationGround.Realised));
        }

        return town.Case(lots, basis.Number, acts);
    }
}
