using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Transfers of profile 2, by a contract or by an instrument.</summary>
public sealed class BasisTransferRuleTests
{
    private const string LegacyUnit = "441900004001GB00012F00010102";

    public static TheoryData<InstrumentKind, FlowCode> Flows => new()
    {
        { InstrumentKind.Gift, FlowCode.F213 },
        { InstrumentKind.Inheritance, FlowCode.F214 },
        { InstrumentKind.Bequest, FlowCode.F214 },
        { InstrumentKind.Partition, FlowCode.F216 },
        { InstrumentKind.Divorce, FlowCode.F216 },
        { InstrumentKind.Spouse, FlowCode.F216 },
        { InstrumentKind.Contribution, FlowCode.F217 },
        { InstrumentKind.Merger, FlowCode.F217 },
        { InstrumentKind.Division, FlowCode.F217 },
        { InstrumentKind.Policy, FlowCode.F217 },
    };

    [Fact]
    public void A_stock_sale_is_recorded_with_instant_unit_price_and_basis()
    {
        var sale = Sale().ToPaid();
        var e = sale.Transfer();

        sale.Ledger.Submit(Members.Registration, e).Accept();

        var title = sale.Title();
        Assert.Equal(e.Recording.RecordingMs, title.RecordingMs);
        Assert.Equal(sale.Price, title.UnitPriceFen);
        Assert.Equal(sale.Number, title.Basis);
        Assert.Equal(FlowCode.F211, FlowOf(sale.Ledger, e));
        Assert.Equal(ContractState.Registered, sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!.State);
        Assert.Equal(CertificateState.Void, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Units[0].Previous[0]))!.State);
        Assert.Equal(CertificateState.Live, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Units[0].Buyers[0].Certificate))!.State);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void The_flow_of_a_transfer_follows_from_its_instrument(InstrumentKind kind, FlowCode flow)
    {
        var deed = new DeedCase(kind).ToStated().Clear();
        var e = deed.Transfer();

        deed.Ledger.Submit(Members.Registration, e).Accept();

        Assert.Equal(flow, FlowOf(deed.Ledger, e));
        Assert.Equal(InstrumentState.Registered, deed.Page!.State);
        Assert.Null(deed.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat)));
        Assert.Equal(("", deed.Number), (deed.Sale.Title().ContractNumber, deed.Sale.Title().Basis));
        Assert.Contains(deed.Ledger.Submit(Members.Registration, e).Findings, finding => finding.Rule == "STATE");
    }

    [Fact]
    public void C01_an_exchange_records_both_units_or_none()
    {
        var (first, second) = Exchange();

        first.Record(e => e.Units.RemoveAt(1)).Refuse("C-01");
        var e = first.Transfer();
        first.Ledger.Submit(Members.Registration, e).Accept();

        Assert.Equal([FlowCode.F215, FlowCode.F215], CaseOf(first.Ledger, e).Flows.Select(flow => flow.Flow));
        Assert.Equal((InstrumentState.Registered, InstrumentState.Registered), (first.Page!.State, second.Page!.State));
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), first.Sale.Title().Owners[0].Party);
        Assert.Equal(TestParty.An.At(SaleCase.Garage), second.Sale.Title().Owners[0].Party);
    }

    [Fact]
    public void STATE_an_exchange_whose_counterpart_is_not_stated_waits_for_it()
    {
        var first = new DeedCase(InstrumentKind.Exchange) { Pair = "ZY202105100002" }.ToStated().Clear();
        var e = new DeedCase(InstrumentKind.Exchange, first.Sale) { Number = first.Number }.Transfer();

        first.Ledger.Submit(Members.Registration, e).Refuse("STATE");
    }

    [Fact]
    public void C11_a_withdrawn_instrument_is_not_recorded()
    {
        var deed = new DeedCase(InstrumentKind.Inheritance).ToStated().Clear();
        var e = deed.Transfer();
        deed.Withdraw().Accept();

        deed.Ledger.Submit(Members.Registration, e).Refuse("C-11");
    }

    [Fact]
    public void C10_a_signed_contract_suffices_where_the_city_asks_for_no_filing()
    {
        var strict = Sale().ToPaid();
        SetBack(strict);
        strict.Record().Refuse("C-10");

        var free = new SaleCase(TestLedger.Two("dongguan", city => city.FilingRequired = false)).ToPaid();
        SetBack(free);
        free.Record().Accept();
    }

    [Fact]
    public void C10_filed_on_the_day_of_acceptance_passes_and_the_day_after_does_not()
    {
        var sale = Sale().ToPaid();
        var e = sale.Transfer();
        var page = sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!;
        page.FilingDate = Day.At(e.Recording.AcceptanceTimeMs).AddDays(1).Number;
        sale.Ledger.PutOld(PageKeys.Contract(sale.Number), page);
        sale.Ledger.Submit(Members.Registration, e).Refuse("C-10");

        page.FilingDate = Day.At(e.Recording.AcceptanceTimeMs).Number;
        sale.Ledger.PutOld(PageKeys.Contract(sale.Number), page);
        sale.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Fact]
    public void C19_the_book_has_the_price_of_the_contract_to_the_fen_whatever_was_assessed()
    {
        var sale = Sale();
        sale.ToFiled().Assess(e =>
        {
            e.BaseReason = BaseReason.AssessedUp;
            e.BaseFen += 100;
            e.UnitBases[0].BaseFen += 100;
            e.Act = Acts.Of("C-18");
            foreach (var line in e.Lines)
            {
                line.BaseFen += 100;
                line.DueFen = Money.FromFen(line.BaseFen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(line.Rate)).Fen;
                line.ReductionFen = line.Exemption.Length > 0 ? line.DueFen : 0;
            }
        }).Accept();
        sale.Pay().Accept();

        sale.Record(e =>
        {
            e.PriceFen += 1;
            e.Units[0].PriceFen += 1;
            e.Act = Acts.Of("C-19");
        }).Refuse("C-19");
        sale.Record(e => e.Units[0].PriceFen -= 1).Refuse("C-19");
        sale.Record().Accept();
    }

    [Fact]
    public void C14_no_transfer_before_the_taker_is_cleared()
    {
        var deed = new DeedCase(InstrumentKind.Inheritance).ToStated();

        deed.Record().Refuse("C-14");
        deed.Clear().Record().Accept();
    }

    [Fact]
    public void An_inheritance_leaves_the_contract_of_the_deceased_on_the_unit()
    {
        var sale = Sale().ToSigned();
        var deed = new DeedCase(InstrumentKind.Inheritance, sale);
        deed.State().Accept();

        deed.Clear().Record(e => e.Act = Acts.Of([.. Warned(sale.Ledger, deed.Transfer())])).Accept();

        Assert.Equal(sale.Number, sale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat))!.ContractNumber);
    }

    [Fact]
    public void F06_who_holds_in_two_groups_gives_one_of_them()
    {
        var sale = Sale();
        sale.OwnerKind = CoOwnership.Groups;
        sale.Owners =
        [
            new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.An, "1/2", 2), new(TestParty.Chen, "1/2", 2),
        ];
        sale.Sellers = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1)];
        sale.Sold = "1/2";
        sale.Buyers = [new(TestParty.Dai)];
        sale.ToPaid();

        sale.Record(e => e.Units[0].Sellers[0].Group = 2).Refuse("C-06");
        sale.Record().Accept();

        Assert.Equal(
            Parties(TestParty.An, TestParty.Chen, TestParty.Dai), sale.Title().Owners.Select(owner => owner.Party).ToHashSet());
    }

    [Fact]
    public void C54_the_other_unit_of_an_old_certificate_gets_one_of_its_own()
    {
        var (sale, legacy) = TwoUnitsOnOneCertificate();

        sale.Record().Refuse("C-54");
        sale.Record(e => e.Replacements.Add(Replacement(sale, legacy, TestParty.Bo))).Refuse("C-54");
        var e = sale.Transfer(e => e.Replacements.Add(Replacement(sale, legacy, TestParty.An)));
        sale.Ledger.Submit(Members.Registration, e).Accept();

        var other = sale.Ledger.Read<TitlePage>(PageKeys.Title(LegacyUnit))!;
        Assert.Equal(e.Replacements[0].Owners[0].Certificate, other.Owners[0].Certificate);
        Assert.Equal(TestParty.An.At(LegacyUnit), other.Owners[0].Party);
        Assert.False(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(legacy))!.Live);
        Assert.True(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(other.Owners[0].Certificate))!.Live);
    }

    [Fact]
    public void C54_nobody_gets_a_new_certificate_without_losing_one()
    {
        var sale = Sale().ToPaid();
        var other = new SaleCase(sale.Ledger) { Units = [SaleCase.Garage], Offset = 500 }.Open();

        sale.Record(e => e.Replacements.Add(new UnitReissue
        {
            UnitCode = SaleCase.Garage,
            Previous = other.Title().Owners[0].Certificate,
            Epoch = 1,
            Owners = { new Reissue { Party = TestParty.An.At(SaleCase.Garage), Certificate = sale.Certificate() } },
        })).Refuse("C-54");
    }

    [Fact]
    public void C36_the_notice_of_the_contract_is_converted_with_the_transfer()
    {
        var sale = Sale().ToPaid();
        var proof = Notice(sale, sale.Number, sale.Price, TestParty.Bo);
        sale.Record().Refuse("C-36");

        sale.Record(e => e.Units[0].Notices.Add(proof)).Accept();

        var row = Assert.Single(sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Notices);
        Assert.Equal(sale.Title().RecordingDate, row.Ended);
        Assert.Equal(CertificateState.Void, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(proof))!.State);
    }

    [Fact]
    public void C36_price_basis_and_beneficiaries_are_those_of_the_notice()
    {
        var price = Sale().ToPaid();
        var noticed = Notice(price, price.Number, price.Price - 1, TestParty.Bo);
        price.Record(e => e.Units[0].Notices.Add(noticed)).Refuse("C-36");

        var beneficiary = Sale().ToPaid();
        var other = Notice(beneficiary, beneficiary.Number, 0, TestParty.Chen);
        Assert.Contains("C-36", Rules(beneficiary, other));

        var basis = Sale().ToPaid();
        var another = Notice(basis, "441900B21050000009", 0, TestParty.Bo);
        Assert.Contains("C-36", Rules(basis, another));
    }

    [Fact]
    public void C36_a_proof_that_is_of_no_notice_converts_nothing()
        => Sale().ToPaid().Record(e => e.Units[0].Notices.Add(new CertificateId { Number = "粤（2021）东莞不动产证明第0000009号" })).Refuse("C-36");

    [Fact]
    public void C51_land_is_not_sold_under_the_buildings_of_others()
    {
        var sale = Sale();
        sale.Units = [SaleCase.Parcel];
        sale.ToPaid();
        Put(sale, SaleCase.Flat[..24]);
        sale.Record().Refuse("C-51");

        Put(sale);
        sale.Record().Accept();
    }

    [Fact]
    public void C51_land_is_sold_with_the_buildings_on_it()
    {
        var sale = Sale();
        new SaleCase(sale.Ledger) { Units = [SaleCase.Parcel], Offset = 500 }.Open();
        sale.Open();
        sale.Units = [SaleCase.Flat, SaleCase.Parcel];
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();
        Put(sale, SaleCase.Flat[..24], SaleCase.Garage[..24]);
        sale.Record().Refuse("C-51");

        Put(sale, SaleCase.Flat[..24]);

        // The house table of the building has a second flat, which is somebody else's.
        var table = new BuildingPage { Building = SaleCase.Flat[..24], Rows = 2, Registered = 2 };
        sale.Ledger.PutOld(PageKeys.Building(table.Building), table);
        Assert.Equal(Chain.Severity.Exception, sale.Record().Refuse("C-51").Of("C-51").Severity);
        table.Registered = 1;
        sale.Ledger.PutOld(PageKeys.Building(table.Building), table);
        sale.Record().Accept();
    }

    private static SaleCase Sale() => new(new() { Profile = 2 });

    private static HashSet<Party> Parties(params TestParty[] parties) => [.. parties.Select(party => party.At(SaleCase.Flat))];

    private static CasePage CaseOf(TestLedger ledger, TransferRecorded e) => ledger.Read<CasePage>(PageKeys.Case(e.Recording.AcceptanceNumber))!;

    private static FlowCode FlowOf(TestLedger ledger, TransferRecorded e) => CaseOf(ledger, e).Flows[0].Flow;

    private static IEnumerable<string> Warned(TestLedger ledger, TransferRecorded e)
        => ledger.Judge(Members.Registration, e).Findings
            .Where(finding => finding.Severity == Chain.Severity.Warning)
            .Select(finding => finding.Rule)
            .Distinct();

    private static IEnumerable<string> Rules(SaleCase sale, CertificateId proof)
        => sale.Record(e => e.Units[0].Notices.Add(proof)).Findings.Where(finding => finding.Refuses).Select(finding => finding.Rule);

    private static (DeedCase First, DeedCase Second) Exchange()
    {
        var first = new DeedCase(InstrumentKind.Exchange) { Pair = "ZY202105100002" }.ToStated().Clear();
        var other = new SaleCase(first.Ledger) { Units = [SaleCase.Garage], Owners = [new(TestParty.Bo)], Offset = 500 };
        var second = new DeedCase(InstrumentKind.Exchange, other) { Number = first.Pair, Pair = first.Number, Takers = [new(TestParty.An)] };
        return (first, second.ToStated().Clear());
    }

    private static void SetBack(SaleCase sale)
    {
        var key = PageKeys.Contract(sale.Number);
        var page = sale.Ledger.Read<ContractPage>(key)!;
        (page.State, page.FilingDate, page.FilingNumber) = (ContractState.Signed, 0, "");
        sale.Ledger.PutOld(key, page);
    }

    private static void Put(SaleCase sale, params string[] buildings)
    {
        var page = new LandPage { Parcel = SaleCase.Parcel[..19] };
        page.Buildings.AddRange(buildings);
        sale.Ledger.PutOld(PageKeys.Land(page.Parcel), page);
    }

    private static CertificateId Notice(SaleCase sale, string basis, ulong amount, TestParty beneficiary)
    {
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var page = sale.Ledger.Read<EncumbrancePage>(key)!;
        var proof = new CertificateId { Number = sale.Certificate().Number.Replace("不动产权", "不动产证明", StringComparison.Ordinal) };
        page.Notices.Add(new AdvanceNoticeRow
        {
            Kind = AdvanceNoticeKind.OtherSale,
            Proof = proof,
            Beneficiaries = { beneficiary.At(SaleCase.Flat) },
            Obligors = { TestParty.An.At(SaleCase.Flat) },
            Basis = basis,
            AmountFen = amount,
            RecordingMs = 1,
            Document = Acts.Document(),
        });
        sale.Ledger.PutOld(key, page);
        sale.Ledger.PutOld(
            PageKeys.Certificate(proof), new CertificatePage { UnitCode = SaleCase.Flat, Kind = CertificateKind.Proof, Live = true });
        return proof;
    }

    private static (SaleCase Sale, CertificateId Legacy) TwoUnitsOnOneCertificate()
    {
        var sale = Sale();
        var legacy = new CertificateId { LegacyHash = Acts.Bytes(8) };
        foreach (var unit in new[] { SaleCase.Flat, LegacyUnit })
        {
            sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(unit)).Accept();
            var title = sale.Ledger.Read<TitlePage>(PageKeys.Title(unit))!;
            title.Owners[0].Certificate = legacy;
            sale.Ledger.PutOld(PageKeys.Title(unit), title);
        }

        sale.Ledger.PutOld(
            PageKeys.Certificate(legacy),
            new CertificatePage { UnitCode = SaleCase.Flat, Units = { SaleCase.Flat, LegacyUnit }, Kind = CertificateKind.Title, Live = true });
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();
        return (sale, legacy);
    }

    private static UnitReissue Replacement(SaleCase sale, CertificateId legacy, TestParty owner) => new()
    {
        UnitCode = LegacyUnit,
        Previous = legacy,
        Epoch = 1,
        Owners = { new Reissue { Party = owner.At(LegacyUnit), Certificate = sale.Certificate() } },
    };
}
