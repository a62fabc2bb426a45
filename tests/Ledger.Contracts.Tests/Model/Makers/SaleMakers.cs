using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Contracts and supervised money.</summary>
internal static class SaleMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
    [
        (40, Stock), (20, Presale), (60, File), (4, ReturnFiling), (8, Amend), (8, Revoke),
        (10, Supervise), (10, Deposit), (16, Release),
    ];

    /// <summary>Contracts of the town in certain states.</summary>
    public static IEnumerable<ContractPage> Contracts(Town town, params IReadOnlyList<ContractState> states)
        => town.Book.Bases.Values.Where(basis => basis.IsContract && states.Contains(basis.State))
            .Select(basis => town.Ledger.Read<ContractPage>(PageKeys.Contract(basis.Number))!);

    /// <summary>Fills in what is given of units, by whom and to whom.</summary>
    public static void Agree(
        RepeatedField<ContractUnit> units, RepeatedField<PartyAcrossUnits> givers, RepeatedField<PartyAcrossUnits> takers,
        Town town, IReadOnlyList<string> codes, IReadOnlyList<Owner> giving, CoOwnership kind, IReadOnlyList<Owner> taking, string sold)
    {
        var from = Sort(giving, codes);
        var to = Sort(taking, codes);
        givers.AddRange(from.Select(party => Town.Across(party, codes)));
        takers.AddRange(to.Select(party => Town.Across(party, codes)));
        foreach (var code in codes)
        {
            var unit = new ContractUnit
            {
                UnitCode = code,
                Share = new Owner(TestParty.An, sold).Message,
                Area = town.Title(code)?.Area ?? 0,
                BuyerCoOwnership = kind,
                Epoch = 1,
            };
            unit.Sellers.AddRange(Stakes(giving, from));
            unit.Buyers.AddRange(Stakes(taking, to));
            units.Add(unit);
        }
    }

    /// <summary>Whole or one share of a unit, as its owners may give it.</summary>
    public static (List<Owner> Giving, string Sold)? Giving(Town town, Lots lots, string code)
    {
        var title = town.Title(code);
        if (title is null || town.Owners(code).Count == 0)
            return null;
        List<Owner> owners = [.. title.Owners.Select(owner => new Owner(
            Town.Who(owner.Party, code)!, owner.Share is { } share ? $"{share.Numerator}/{share.Denominator}" : null, owner.Group))];
        if (title.CoOwnership is not (CoOwnership.Shares or CoOwnership.Groups) || lots.Chance(50))
        {
            // By the majority of CC 301 one may be outvoted.
            return lots.Chance(10) && owners.Count > 2 ? ([owners[0] with { Signs = false }, .. owners.Skip(1)], "1/1") : (owners, "1/1");
        }

        var one = lots.Of(owners);
        return (owners.FindAll(owner => owner.Group == one.Group && (one.Group > 0 || owner == one)), one.Share!);
    }

    /// <summary>Some who take, each a part of what is given.</summary>
    public static (CoOwnership Kind, List<Owner> Taking) Taking(Lots lots, IEnumerable<TestParty> among, string sold)
    {
        List<TestParty> persons = [.. among.OrderBy(_ => lots.Draw())];
        if (persons.Count < 2 || lots.Chance(60))
            return (CoOwnership.Single, [new(persons[0])]);
        if (lots.Chance(50))
            return (CoOwnership.Joint, [new(persons[0]), new(persons[1])]);
        var half = Facts.Share.Parse(sold);
        var part = $"{half.Numerator}/{half.Denominator * 2}";
        return (CoOwnership.Shares, [new(persons[0], part), new(persons[1], part)]);
    }

    private static List<TestParty> Sort(IReadOnlyList<Owner> owners, IReadOnlyList<string> codes)
        => [.. owners.Select(owner => owner.Party).Distinct()
            .OrderBy(party => Town.Across(party, codes), Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare))];

    private static IEnumerable<Stake> Stakes(IReadOnlyList<Owner> owners, List<TestParty> parties) => owners
        .Select(owner => new Stake { Party = (uint)parties.IndexOf(owner.Party), Share = owner.Message, Group = owner.Group, NotSigning = !owner.Signs })
        .OrderBy(stake => stake.Party).ThenBy(stake => stake.Group);

    private static string Number(Town town, char kind) => $"441900{kind}{town.Today.Year % 100:D2}{town.Today.Month:D2}{town.Next():D7}";

    private static Draft? Stock(Town town, Lots lots)
    {
        var codes = town.Live.Where(unit => town.Book.DealOn(unit) is null).ToList();
        if (codes.Count == 0 || lots.Chance(5))
            codes = [.. town.Live];
        if (codes.Count == 0)
            return null;
        List<string> units = [lots.Of(codes)];
        if (Giving(town, lots, units[0]) is not { } giving)
            return null;
        if (giving.Sold == "1/1" && lots.Chance(20)
            && lots.OfAny(codes.Where(code => code != units[0] && SameOwners(town, code, units[0]))) is { } second)
        {
            units = [.. units.Append(second).Order(StringComparer.Ordinal)];
        }

        var sellers = giving.Giving.Select(owner => owner.Party).ToList();
        var (kind, buyers) = Taking(lots, Town.Persons.Where(person => !sellers.Contains(person) || lots.Chance(5)).DefaultIfEmpty(TestParty.Dai), giving.Sold);
        return Sign(town, lots, sellers.Contains(TestParty.Developer) && lots.Chance(50) ? 'A' : 'B', "", units, giving, kind, buyers);
    }

    private static bool SameOwners(Town town, string one, string other)
        => town.Title(one) is { } title && town.Title(other) is { } second && title.CoOwnership == second.CoOwnership
            && title.CoOwnership is CoOwnership.Single or CoOwnership.Joint && town.Owners(one).ToHashSet().SetEquals(town.Owners(other));

    private static Draft? Presale(Town town, Lots lots)
    {
        if (lots.OfAny(OpeningMakers.Houses(town).Where(house => house.State == HouseState.ForSale || lots.Chance(3))) is not { } house)
            return null;
        var (kind, buyers) = Taking(lots, Town.Persons, "1/1");
        var draft = Sign(town, lots, 'A', house.PermitNumber, [house.UnitCode], ([new(TestParty.Developer)], "1/1"), kind, buyers);
        ((ContractSigned)draft.Events[0]).Units[0].Area = Math.Max(house.PredictedArea, house.SurveyedArea);
        return draft;
    }

    private static Draft Sign(
        Town town, Lots lots, char letter, string permit, List<string> units, (List<Owner> Giving, string Sold) giving, CoOwnership kind, List<Owner> buyers)
    {
        var price = (ulong)lots.Between(60, 200) * 1_000_000;
        var e = new ContractSigned
        {
            Act = Acts.Of(),
            ContractNumber = Number(town, letter),
            Kind = letter == 'A' ? ContractKind.NewBuild : ContractKind.Stock,
            SigningDate = town.Today.AddDays(-lots.Below(2)).Number,
            PriceFen = price * (ulong)units.Count,
            PermitNumber = permit,
            Payment = lots.Chance(70) ? PaymentMode.Full : PaymentMode.Loan,
            QualificationNumber = "202104010001",
        };
        e.Supervised = e.Payment == PaymentMode.Loan;
        Agree(e.Units, e.Sellers, e.Buyers, town, units, giving.Giving, kind, buyers, giving.Sold);
        foreach (var unit in e.Units)
        {
            unit.PriceFen = price;
            unit.CoOwnersWaived = giving.Sold != "1/1";
        }

        return new(Members.Transaction, [e]);
    }

    private static Draft? File(Town town, Lots lots)
    {
        if (lots.OfAny(Contracts(town, ContractState.Signed)) is not { } contract)
            return null;
        return new(Members.Transaction,
        [
            new ContractFiled
            {
                Act = Acts.Of(),
                ContractNumber = contract.ContractNumber,
                FilingNumber = contract.ContractNumber,
                FilingDate = town.Today.Number,
            },
        ]);
    }

    private static Draft? ReturnFiling(Town town, Lots lots)
        => lots.OfAny(Contracts(town, ContractState.Signed)) is not { } contract ? null
            : new(Members.Transaction,
            [
                new ContractFilingReturned
                {
                    Act = Acts.Of(),
                    ContractNumber = contract.ContractNumber,
                    Date = town.Today.Number,
                    Reason = "PAPERS_MISSING",
                },
            ]);

    private static Draft? Amend(Town town, Lots lots)
    {
        if (lots.OfAny(Contracts(town, ContractState.Signed, ContractState.Filed)) is not { } page)
            return null;
        var e = new ContractAmended
        {
            Act = Acts.Of(),
            ContractNumber = page.ContractNumber,
            Version = page.Version + 1,
            Date = town.Today.Number,
            PriceFen = page.PriceFen,
            Payment = page.Payment,
            Supervised = page.Supervised,
            QualificationNumber = page.QualificationNumber,
        };
        e.Units.AddRange(page.Units.Select(unit => unit.Clone()));
        e.Sellers.AddRange(page.Sellers);
        e.Buyers.AddRange(page.Buyers);
        var less = (ulong)lots.Between(1, 9) * 1_000_000;
        e.Units[0].PriceFen = lots.Chance(50) ? e.Units[0].PriceFen - less : e.Units[0].PriceFen + less;
        e.PriceFen = e.Units.Aggregate(0ul, (sum, unit) => sum + unit.PriceFen);
        return new(Members.Transaction, [e]);
    }

    private static Draft? Revoke(Town town, Lots lots)
        => lots.OfAny(Contracts(town, ContractState.Signed, ContractState.Filed)) is not { } contract ? null
            : new(Members.Transaction,
                [new ContractRevoked { Act = Acts.Of(), ContractNumber = contract.ContractNumber, Date = town.Today.Number, Reason = "BY_AGREEMENT" }]);

    private static Draft? Supervise(Town town, Lots lots)
    {
        var contracts = Contracts(town, ContractState.Signed, ContractState.Filed).Where(page => page.SupervisionNumber.Length == 0 || lots.Chance(5));
        if (lots.OfAny(contracts) is not { } contract)
            return null;
        var e = new FundsSupervised
        {
            Act = Acts.Of(),
            AgreementNumber = $"{town.Today.Number}{town.Next():D4}",
            ContractNumber = contract.ContractNumber,
            Bank = lots.Of(Town.Banks).CreditCode,
            RequiredFen = contract.PriceFen / (ulong)lots.Between(1, 4),
            Condition = lots.Chance(80) ? ReleaseCondition.TransferRecorded : lots.Of(ReleaseCondition.MortgageRecorded, ReleaseCondition.Delivered),
            Date = town.Today.Number,
        };
        e.UnitCodes.AddRange(contract.Units.Select(unit => unit.UnitCode));
        return new(Members.Transaction, [e]);
    }

    private static Draft? Deposit(Town town, Lots lots)
    {
        if (lots.OfAny(town.Book.Funds.Keys) is not { } number)
            return null;
        var fund = town.Ledger.Read<FundPage>(PageKeys.Fund(number))!;
        var missing = fund.RequiredFen > fund.ArrivedFen ? fund.RequiredFen - fund.ArrivedFen : 1_000_000;
        return new(
            Town.Banks.First(bank => bank.CreditCode == fund.Bank),
            [
                new FundsDeposited
                {
                    Act = Acts.Of(),
                    AgreementNumber = number,
                    AmountFen = lots.Chance(70) ? missing : missing / 2,
                    Payer = lots.Of(FundPayer.Buyer, FundPayer.Lender),
                    Date = town.Today.Number,
                },
            ]);
    }

    private static Draft? Release(Town town, Lots lots)
    {
        if (lots.OfAny(town.Book.Funds.Where(pair => pair.Value.Arrived > pair.Value.Released || lots.Chance(10)).Select(pair => pair.Key)) is not { } number)
            return null;
        var fund = town.Book.Funds[number];
        var state = town.Book.Bases[fund.Contract].State;
        var e = new FundsReleased
        {
            Act = Acts.Of(),
            AgreementNumber = number,
            AmountFen = Math.Max(1, lots.Chance(60) ? fund.Arrived - fund.Released : (fund.Arrived - fund.Released) / 2),
            To = state == ContractState.Registered ? FundPayee.Seller : FundPayee.Buyer,
            Ground = state == ContractState.Registered ? FundReleaseGround.ConditionMet : FundReleaseGround.ContractEnded,
            Date = town.Today.Number,
        };
        if (lots.Chance(15))
        {
            var unit = town.Book.Unit(town.Book.Bases[fund.Contract].Units[0]);
            (e.To, e.Ground, e.Node) = (FundPayee.OldMortgagee, FundReleaseGround.Node, 1);
            e.Mortgagee = unit.Liens.Count > 0 ? unit.Liens[0].Mortgage.Name.Split('/')[0] : Members.BankA.CreditCode;
        }

        return new(Members.Transaction, [e]);
    }
}
