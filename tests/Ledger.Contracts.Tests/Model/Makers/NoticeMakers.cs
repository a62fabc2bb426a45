using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Advance notices, objections and use rights.</summary>
internal static class NoticeMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
    [
        (22, SaleNotice), (12, MortgageNotice), (10, CancelNotice), (8, Object), (6, Sue), (5, EndObjection), (5, Reside), (4, EndResidence), (5, Ease),
        (4, EndEasement),
    ];

    private static AdvanceNoticeEntered Notice(Town town, Lots lots, string code, AdvanceNoticeKind kind) => new()
    {
        Act = Acts.Of(),
        Recording = town.Recording(lots),
        UnitCode = code,
        BusinessNumber = town.Business(),
        Kind = kind,
        Proof = town.Proof(),
        Epoch = 1,
        RegistrableSince = kind is AdvanceNoticeKind.OtherSale or AdvanceNoticeKind.OtherMortgage && lots.Chance(60)
            ? town.Today.AddDays(-lots.Below(3)).Number : 0,
    };

    private static Draft? SaleNotice(Town town, Lots lots)
    {
        if (lots.OfAny(SaleMakers.Contracts(town, ContractState.Filed)) is not { } contract)
            return null;
        var index = lots.Below(contract.Units.Count);
        var unit = contract.Units[index];
        var presale = town.Title(unit.UnitCode) is null;
        var e = Notice(town, lots, unit.UnitCode, presale ? AdvanceNoticeKind.Presale : AdvanceNoticeKind.OtherSale);
        (e.Basis, e.AmountFen) = (contract.ContractNumber, unit.PriceFen);
        e.Obligors.AddRange(Town.Sorted(unit.Sellers.Select(stake => contract.Sellers[(int)stake.Party].At(index))));
        e.Beneficiaries.AddRange(Town.Sorted(unit.Buyers.Select(stake => contract.Buyers[(int)stake.Party].At(index))));
        return town.Case(lots, "", e);
    }

    private static Draft? MortgageNotice(Town town, Lots lots)
    {
        if (lots.OfAny(town.Book.Mortgages.Values.Where(mortgage => mortgage.State == MortgageState.Signed)) is not { } mortgage)
            return null;
        var page = MortgageMakers.Page(town, mortgage);
        var index = lots.Below(page.Units.Count);
        var code = page.Units[index].UnitCode;
        var e = Notice(town, lots, code, town.Title(code) is null ? AdvanceNoticeKind.PresaleMortgage : AdvanceNoticeKind.OtherMortgage);
        (e.Basis, e.Mortgage, e.AmountFen, e.Restricted) = (page.PaysFor, page.Id, page.Terms.AmountFen, page.Terms.TransferRestricted);
        e.Obligors.AddRange(Town.Sorted(page.Mortgagors.Select(party => party.At(index))));
        e.Beneficiaries.Add(new Party { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = page.Id.Mortgagee });
        return town.Case(lots, "", e);
    }

    private static (NaiveUnit Unit, NaiveRight Right)? Live(Town town, Lots lots, EncumbranceKind kind)
    {
        List<(NaiveUnit Unit, NaiveRight Right)> live =
            [.. town.Book.Units.Values.Where(unit => unit.Status == NaiveStatus.Registered || unit.Status == NaiveStatus.Unopened)
                .SelectMany(unit => unit.Rights.Where(right => right.Kind == kind && right.Ended is null && (!right.IsOverOn(town.Today) || lots.Chance(25)))
                    .Select(right => (unit, right)))];
        return live.Count == 0 ? null : lots.Of(live);
    }

    private static Draft? CancelNotice(Town town, Lots lots)
    {
        if (Live(town, lots, EncumbranceKind.AdvanceNotice) is not (var unit, var right))
            return null;
        return town.Case(
            lots, "",
            new AdvanceNoticeCancelled
            {
                Act = Acts.Of(),
                Recording = town.Recording(lots),
                UnitCode = unit.Code,
                BusinessNumber = town.Business(),
                Proof = new() { Number = right.Name },
                Ground = right.IsOverOn(town.Today) ? AdvanceNoticeCancellation.Lapsed
                    : lots.Of(AdvanceNoticeCancellation.Beneficiary, AdvanceNoticeCancellation.ClaimEnded, AdvanceNoticeCancellation.ContractEnded),
            });
    }

    private static Draft? Object(Town town, Lots lots)
    {
        if (town.Live.Count == 0)
            return null;
        var code = lots.Of(town.Live);
        return town.Case(
            lots, "",
            new ObjectionEntered
            {
                Act = Acts.Of(),
                Recording = town.Recording(lots),
                UnitCode = code,
                BusinessNumber = town.Business(),
                Applicant = Town.At(lots.Of(Town.Persons), code),
                Ground = lots.Of("WRONG_OWNER", "WRONG_SHARE", "WRONG_AREA"),
                Date = town.Today.Number,
                Proof = town.Proof(),
                Epoch = 1,
            });
    }

    private static Draft? Sue(Town town, Lots lots)
    {
        if (Live(town, lots, EncumbranceKind.Objection) is not (var unit, var right))
            return null;
        var row = town.Encumbrances(unit.Code).Objections.FirstOrDefault(row => row.Proof.Number == right.Name);
        if (row is null)
            return null;
        var recording = town.Recording(lots);
        return town.Case(
            lots, "",
            new ObjectionSuitFiled
            {
                Act = Acts.Of(),
                Recording = recording,
                UnitCode = unit.Code,
                BusinessNumber = town.Business(),
                Applicant = row.Applicant,
                Ground = row.Ground,
                Court = SeizureBook.Court,
                DocumentNumber = $"（{town.Today.Year}）粤1971民初{town.Next()}号",
                Filed = town.Today.Number,
                ReceivedMs = recording.AcceptanceTimeMs,
            });
    }

    private static Draft? EndObjection(Town town, Lots lots)
    {
        if (Live(town, lots, EncumbranceKind.Objection) is not (var unit, var right))
            return null;
        var row = town.Encumbrances(unit.Code).Objections.FirstOrDefault(row => row.Proof.Number == right.Name);
        return row is null ? null : town.Case(
            lots, "",
            new ObjectionCancelled
            {
                Act = Acts.Of(),
                Recording = town.Recording(lots),
                UnitCode = unit.Code,
                BusinessNumber = town.Business(),
                Applicant = row.Applicant,
                Ground = row.Ground,
                Cancellation = lots.Of(ObjectionCancellation.Applicant, ObjectionCancellation.Judgment, ObjectionCancellation.Settled),
            });
    }

    private static Draft? Reside(Town town, Lots lots)
    {
        if (town.Live.Count == 0)
            return null;
        var code = lots.Of(town.Live);
        var e = new ResidenceRightRegistered
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = code,
            BusinessNumber = town.Business(),
            Scope = lots.Of(ResidenceScope.Whole, ResidenceScope.Part),
            From = town.Today.Number,
            Until = lots.Chance(60) ? town.Today.AddDays(lots.Between(20, 400)).Number : 0,
            By = ResidenceOrigin.Contract,
            Proof = town.Proof(),
            Epoch = 1,
        };
        e.Holders.Add(Town.At(lots.Of(Town.Persons), code));
        if (lots.Chance(15) && Live(town, lots, EncumbranceKind.Residence) is var (unit, right))
            (e.UnitCode, e.Replaces) = (unit.Code, new() { Number = right.Name });
        return town.Case(lots, "", e);
    }

    private static Draft? EndResidence(Town town, Lots lots)
    {
        if (Live(town, lots, EncumbranceKind.Residence) is not (var unit, var right))
            return null;
        return town.Case(
            lots, "",
            new ResidenceRightCancelled
            {
                Act = Acts.Of(),
                Recording = town.Recording(lots),
                UnitCode = unit.Code,
                BusinessNumber = town.Business(),
                Proof = new() { Number = right.Name },
                Ground = lots.Of(ResidenceCancellation.Waiver, ResidenceCancellation.Death, ResidenceCancellation.Term),
            });
    }

    private static Draft? Ease(Town town, Lots lots)
    {
        if (town.Live.Count < 2)
            return null;
        var (one, other) = (lots.Of(town.Live), lots.Of(town.Live));
        var e = new EasementRegistered
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Servient = Side(town, one),
            Dominant = Side(town, other),
            Purpose = "WAY",
            From = town.Today.Number,
            Until = town.Today.AddDays(lots.Between(30, 2_000)).Number,
            Proof = town.Proof(),
        };
        return one == other ? null : town.Case(lots, "", e);
    }

    private static EasementUnit Side(Town town, string code)
    {
        var side = new EasementUnit { UnitCode = code, BusinessNumber = town.Business(), Epoch = 1 };
        side.Holders.AddRange(Town.Sorted((town.Title(code)?.Owners ?? []).Select(owner => owner.Party)));
        return side;
    }

    private static Draft? EndEasement(Town town, Lots lots)
    {
        if (Live(town, lots, EncumbranceKind.Easement) is not (var unit, var right))
            return null;
        if (town.Encumbrances(unit.Code).Easements.FirstOrDefault(row => row.Proof.Number == right.Name) is not { } row)
            return null;
        var (servient, dominant) = row.Side == EasementSide.Servient ? (unit.Code, row.OtherUnit) : (row.OtherUnit, unit.Code);
        return town.Case(
            lots, "",
            new EasementCancelled
            {
                Act = Acts.Of(),
                Recording = town.Recording(lots),
                Servient = new() { UnitCode = servient, BusinessNumber = town.Business() },
                Dominant = new() { UnitCode = dominant, BusinessNumber = town.Business() },
                Proof = row.Proof,
                Ground = lots.Of(EasementCancellation.Waiver, EasementCancellation.Term, EasementCancellation.Court),
            });
    }
}
