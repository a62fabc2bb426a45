using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The same acts on the same units under two cities: governance publishes the other city's file on the ledger, and verdicts change
/// without any code. Of the invented Linlan's file only what tells units, numbers and towns apart is Dongguan's here, so that
/// nothing but the ordinances differs.
/// </summary>
public sealed class CitySwitchTests
{
    private const string Accepted = "accepted";

    private static readonly Day June1 = Day.Of(2021, 6, 1);

    /// <summary>Every verdict that changes: its name, the act, and what each city makes of it.</summary>
    public static TheoryData<string, Func<TestLedger, Outcome>, string, string> Verdicts => new()
    {
        { "two thirds of the shares sign the sale of the whole", TwoThirdsSign, Accepted, "C-27 R" },
        { "a stock sale is recorded that was signed and never filed", RecordsUnfiled, "STATE R", Accepted },
        { "a stock sale without a loan is recorded without supervised money", RecordsUnsupervised, Accepted, "C-59 R" },
        { "cleared accounts are recorded without the clearance certificate", RecordsUncertified, Accepted, "C-14 R" },
        { "a sale names no number of the buyer's qualification", SignsUnqualified, Accepted, "C-67 R" },
        { "a home is sold on within two years", SignsWithinTwoYears, Accepted, "C-67 R" },
        { "a spouse joins the buyers", AddsSpouse, Accepted, "C-05 R" },
        { "a home is sold for 490 yuan a square metre", SignsCheaply, Accepted, "F-07 W" },
        { "a homestead house is sold", SellsHomestead, "C-80 R", "C-80 X" },
        { "other property pays 3 % deed tax", AssessesThreePercent, Accepted, "C-17 R" },
        { "planned use 12 is a home", MortgagesUseTwelve, Accepted, "C-45 W" },
        { "a first mortgage grows before a second one", RaisesAmount, "C-43 R", Accepted },
        { "70 % of a stock home's value is secured", SecuresSeventyPercent, Accepted, "C-44 W" },
        { "a mortgaged home gets a right of residence", GrantsResidence, "C-46 R", "C-46 W" },
        { "a pre-seizure lasts 25 months", PreSeizesLong, Accepted, "C-32 W" },
        { "a seizure is renewed five months ahead", RenewsEarly, "C-32 W", Accepted },
        { "a flat on a parcel seized from its developer gets a right of residence", GrantsOnSeizedParcel, Accepted, "C-29 X" },
        { "a notice's 90th day is a Sunday: another act on the Monday after", ActsOnDayAfterSunday, "C-34 R", Accepted },
        { "a lost certificate is replaced at once", ReplacesLost, Accepted, "C-86 R" },
        { "a flat is registered first without a public notice", RegistersUnannounced, Accepted, "C-86 R" },
    };

    [Theory]
    [MemberData(nameof(Verdicts), DisableDiscoveryEnumeration = true)]
    public void The_same_act_is_judged_by_the_city_in_force(string what, Func<TestLedger, Outcome> act, string dongguan, string linlan)
    {
        Assert.NotEqual(dongguan, linlan);
        Assert.Equal((what, dongguan, linlan), (what, Verdict(act(Governed("dongguan"))), Verdict(act(Governed("linlan")))));
    }

    [Fact]
    public void Twenty_verdicts_change_when_the_city_file_does() => Assert.Equal(20, Verdicts.Count);

    [Fact]
    public void The_city_is_switched_on_a_ledger_in_use_and_back()
    {
        var ledger = Governed("dongguan");
        var sale = Thirds(ledger);
        sale.Sign().Accept();
        sale.Revoke().Accept();

        Publish(ledger, "linlan");
        sale.Number = "441900B21050000002";
        sale.Sign().Refuse("C-27");

        Publish(ledger, "dongguan");
        sale.Sign().Accept();
    }

    private static TestLedger Governed(string city)
    {
        var ledger = TestLedger.Two();
        Publish(ledger, city);
        return ledger;
    }

    private static void Publish(TestLedger ledger, string city)
    {
        var (home, file) = (File("dongguan"), File(city));
        file.Divisions.Clear();
        file.Divisions.Add(home.Divisions);
        file.Towns.Clear();
        file.Towns.Add(home.Towns);
        (file.CertificatePlace, file.ContractNumber, file.CaseNumber) = (home.CertificatePlace, home.ContractNumber, home.CaseNumber);
        ledger.Govern(new TablePublished { Kind = TableKind.City, City = city, Source = "CITY-1", CityFile = file }).Accept();

        static CityFile File(string id) => Cities.Files.Single(file => file.Id == id);
    }

    private static string Verdict(Outcome outcome) => outcome.Accepted ? Accepted : string.Join(
        ", ",
        outcome.Findings.Where(finding => finding.Refuses).Select(finding => $"{finding.Rule} {Letter(finding.Severity)}").Distinct()
            .Order(StringComparer.Ordinal));

    private static char Letter(Severity severity) => severity switch
    {
        Severity.Reject => 'R',
        Severity.Warning => 'W',
        Severity.Exception => 'X',
        _ => 'I',
    };

    private static SaleCase Thirds(TestLedger ledger) => new SaleCase(ledger)
    {
        OwnerKind = CoOwnership.Shares,
        Owners = [new(TestParty.An, "1/3"), new(TestParty.Chen, "1/3"), new(TestParty.Dai, "1/3", Signs: false)],
    }.Open();

    private static Outcome TwoThirdsSign(TestLedger ledger) => Thirds(ledger).Sign();

    private static Outcome RecordsUnfiled(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).ToSigned();
        if (sale.Declare() is { Accepted: false } refused)
            return refused;
        sale.Assess().Accept();
        sale.Pay().Accept();
        sale.Certify().Accept();
        new FundCase(sale).ToArrived();
        return sale.Record();
    }

    private static Outcome RecordsUnsupervised(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).ToPaid();
        sale.Certify().Accept();
        return sale.Record();
    }

    private static Outcome RecordsUncertified(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).ToPaid();
        new FundCase(sale).ToArrived();
        return sale.Record();
    }

    private static Outcome SignsUnqualified(TestLedger ledger) => new SaleCase(ledger).Open().Sign(e => e.QualificationNumber = "");

    private static Outcome SignsWithinTwoYears(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).Open();
        var title = sale.Title();
        (title.RecordingDate, title.RecordingMs, title.ContractNumber) = (20200301, 0, "441900B20020000001");
        ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
        return sale.Sign();
    }

    private static Outcome AddsSpouse(TestLedger ledger) => new SaleCase(ledger).ToFiled().Amend(e =>
    {
        e.ChangedBuyer = ChangedBuyer.Spouse;
        e.Units[0].BuyerCoOwnership = CoOwnership.Joint;
        e.Buyers.Add(TestParty.Chen.Across(SaleCase.Flat));
        var sorted = e.Buyers.Order(Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare)).ToList();
        e.Buyers.Clear();
        e.Buyers.AddRange(sorted);
        e.Units[0].Buyers.Clear();
        e.Units[0].Buyers.AddRange([new Stake(), new Stake { Party = 1 }]);
    });

    private static Outcome SignsCheaply(TestLedger ledger)
        => new SaleCase(ledger) { Area = 10_000, Price = 49_000 * 100 }.Open().Sign();

    private static Outcome SellsHomestead(TestLedger ledger)
        => new SaleCase(ledger) { Units = ["441900004001JC00012F00010001"] }.Open(e => e.Opening.RightType = 6).Sign();

    private static Outcome AssessesThreePercent(TestLedger ledger)
        => new SaleCase(ledger) { Class = BuyerClass.Other, DeedRate = 3_000 }.ToFiled().Assess();

    private static Outcome MortgagesUseTwelve(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).Open(e => (e.Opening.Use, e.Opening.LandTermEnd) = (12, 20400101));
        return new MortgageCase(sale).Sign();
    }

    private static Outcome RaisesAmount(TestLedger ledger)
    {
        var first = new MortgageCase(new SaleCase(ledger)).ToRegistered();
        var second = first.Next();
        second.Sign().Accept();
        second.Register().Accept();
        first.Agree(MortgageChangeKind.Amount, agreement =>
        {
            agreement.Terms = first.Page.Terms.Clone();
            agreement.Terms.AmountFen = 90_000_000;
        }).Accept();
        return first.Change(MortgageChangeKind.Amount, e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 27), Day.Of(2021, 5, 28), 66));
    }

    private static Outcome SecuresSeventyPercent(TestLedger ledger)
    {
        var mortgage = new MortgageCase(new SaleCase(ledger).Open()) { Appraised = 100_000_000 };
        return mortgage.Sign(e => e.Terms.AmountFen = 70_000_000);
    }

    private static Outcome GrantsResidence(TestLedger ledger)
    {
        var sale = new SaleCase(ledger);
        new MortgageCase(sale).ToRegistered();
        var rights = new EncumbranceBook(sale).At(June1, 11);
        return rights.Submit(rights.Residence());
    }

    private static Outcome PreSeizesLong(TestLedger ledger)
    {
        new SaleCase(ledger).Open();
        return new SeizureBook(ledger, "441900004001GB00013W00000000").At(June1).Enter(1, 25, change: e => e.Kind = SeizureKind.PreSeizure);
    }

    private static Outcome RenewsEarly(TestLedger ledger)
    {
        new SaleCase(ledger).Open();
        var seizures = new SeizureBook(ledger).At(June1, 11);
        seizures.Enter(1, 12, delivered: (ulong)June1.StartMilliseconds).Accept();
        seizures.At(Day.Of(2022, 1, 3));
        return seizures.Renew(1, 12);
    }

    private static Outcome GrantsOnSeizedParcel(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).Open();
        var land = ledger.Read<TitlePage>(PageKeys.Title(SaleCase.Parcel)) ?? sale.Title();
        (land.UnitCode, land.Owners[0].Party) = (SaleCase.Parcel, TestParty.Developer.At(SaleCase.Parcel));
        ledger.PutOld(PageKeys.Title(SaleCase.Parcel), land);
        new SeizureBook(ledger, SaleCase.Parcel) { Debtors = [TestParty.Developer] }.At(June1, 11).Enter(1).Accept();
        var rights = new EncumbranceBook(sale).At(June1.AddDays(1));
        return rights.Submit(rights.Residence());
    }

    private static Outcome ActsOnDayAfterSunday(TestLedger ledger)
    {
        // Registrable since 2026-03-02: day 90 is Sunday 2026-05-31.
        var sale = new SaleCase(ledger).ToFiled();
        var rights = new EncumbranceBook(sale).At(Day.Of(2026, 3, 3));
        rights.Submit(rights.Notice(change: e => e.RegistrableSince = 20260302)).Accept();
        // Its contract alone stops nothing here.
        ledger.Remove(PageKeys.Deal(SaleCase.Flat));
        rights.At(Day.Of(2026, 6, 1));
        return rights.Submit(rights.Residence());
    }

    private static Outcome ReplacesLost(TestLedger ledger)
    {
        var sale = new SaleCase(ledger).Open();
        var acts = new TitleActs(sale);
        var old = acts.Title.Owners[0].Certificate;
        var page = acts.Certificate(old);
        (page.State, page.LossPosted, page.LossUntil) = (CertificateState.LostDeclared, 20210514, 20210514);
        ledger.PutOld(PageKeys.Certificate(old), page);
        return acts.Submit(acts.Reissue(ReissueGround.Lost, old, sale.Certificate()));
    }

    private static Outcome RegistersUnannounced(TestLedger ledger)
    {
        var sale = new SaleCase(ledger);
        var e = sale.FirstRegistration(SaleCase.Flat);
        ledger.Judge(Members.Registration, e).Accept();
        ledger.Counter.Open = false;
        var page = ledger.Read<CasePage>(PageKeys.Case(e.Recording.AcceptanceNumber))!;
        page.Notices.Clear();
        ledger.PutOld(PageKeys.Case(e.Recording.AcceptanceNumber), page);
        return ledger.Submit(Members.Registration, e);
    }
}
