using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What stands on a unit when its contract is signed, filed or revoked: rows K1 to K4 of the severity matrix.</summary>
public sealed class ContractRestrictionTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Theory]
    [InlineData(SeizureKind.Seizure)]
    [InlineData(SeizureKind.PreSeizure)]
    public void C29_a_seized_unit_is_neither_sold_nor_filed_without_an_exception(SeizureKind kind)
    {
        sale.Open();
        var signed = new SaleCase(TestLedger.Two()).ToSigned();
        Put(sale, page => page.Seizures.Add(Seizure(kind)));
        Put(signed, page => page.Seizures.Add(Seizure(kind)));

        Assert.Equal(Severity.Exception, sale.Sign().Refuse("C-29").Of("C-29").Severity);
        Assert.Equal(Severity.Exception, signed.File().Refuse("C-29").Of("C-29").Severity);
        Assert.Equal(Severity.Exception, signed.Amend().Refuse("C-29").Of("C-29").Severity);
    }

    [Fact]
    public void C29_a_seizure_that_has_ended_stops_nothing()
    {
        sale.Open();
        Put(sale, page => page.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2018, 5, 31))));

        sale.Sign().Accept();
    }

    [Fact]
    public void C29_a_buyers_pre_seizure_keeps_the_contract_from_its_end_and_anothers_does_not()
    {
        sale.ToFiled();
        Put(sale, page => page.Seizures.Add(Seizure(SeizureKind.PreSeizure, TestParty.Chen)));
        sale.Ledger.Judge(Members.Transaction, sale.Revocation()).Accept();

        Put(sale, page =>
        {
            page.Seizures.Clear();
            page.Seizures.Add(Seizure(SeizureKind.PreSeizure, TestParty.Bo));
        });

        sale.Revoke().Refuse("C-29");
    }

    [Fact]
    public void C63_a_locked_unit_is_not_sold_without_an_exception()
    {
        sale.Open();
        Put(sale, page => page.Locks.Add(new LockRow { Kind = LockKind.Expropriation, Authority = Encumbrances.Court, From = 20210501, RecordingMs = 1 }));

        Assert.Equal(Severity.Exception, sale.Sign().Refuse("C-63").Of("C-63").Severity);
    }

    [Fact]
    public void C37_an_objection_is_accepted_with_a_signed_risk_statement()
    {
        sale.Open();
        Put(sale, page => page.Objections.Add(new ObjectionRow
        {
            Applicant = TestParty.Chen.At(SaleCase.Flat),
            Ground = "NOT_THE_OWNER",
            Entered = 20210531,
            RecordingMs = (ulong)Day.Of(2021, 5, 31).StartMilliseconds,
        }));

        sale.Sign().Refuse("C-37");
        sale.Sign(e => e.Act = Acts.Of("C-37")).Refuse("C-37");
        sale.Sign(e => e.Act.Acknowledgements.Add(new Acknowledgement { Rule = "C-37", Reason = "RISK_STATEMENT", Document = Acts.Bytes(1) })).Accept();
    }

    [Fact]
    public void C61_a_right_of_residence_warns_at_the_signing_and_informs_at_the_filing()
    {
        sale.Open();
        Put(sale, page => page.Residences.Add(new ResidenceRow
        {
            Holders = { TestParty.Chen.At(SaleCase.Flat) },
            Scope = ResidenceScope.Whole,
            Proof = new() { Number = "粤（2021）东莞不动产证明第0000009号" },
            From = 20210501,
            By = ResidenceOrigin.Contract,
            RecordingMs = 1,
        }));

        Assert.Equal(Severity.Warning, sale.Sign().Refuse("C-61").Of("C-61").Severity);
        sale.Sign(e => e.Act = Acts.Of("C-61")).Accept();
        Assert.Equal(Severity.Information, sale.File().Accept().Of("C-61").Severity);
    }

    [Fact]
    public void C04_another_case_warns_at_the_signing()
    {
        sale.Open();
        var desk = new DeskPage { UnitCode = SaleCase.Flat };
        desk.Cases.Add(new DeskCase { AcceptanceNumber = "202105110001", Flows = { FlowCode.M1 } });
        sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), desk);

        Assert.Equal(Severity.Warning, sale.Sign().Refuse("C-04").Of("C-04").Severity);
        sale.Sign(e => e.Act = Acts.Of("C-04")).Accept();
    }

    [Fact]
    public void C29_a_permit_is_not_issued_for_land_that_is_seized_nor_C63_for_land_that_is_locked()
    {
        var seized = new PresaleCase().OpenLand();
        Put(seized.Sale, page => page.Seizures.Add(Seizure(SeizureKind.Seizure)), SaleCase.Parcel);
        Assert.Equal(Severity.Reject, seized.Issue().Refuse("C-29").Of("C-29").Severity);

        var locked = new PresaleCase().OpenLand();
        Put(
            locked.Sale,
            page => page.Locks.Add(new LockRow { Kind = LockKind.Dispute, Authority = Encumbrances.Court, From = 20210501, RecordingMs = 1 }),
            SaleCase.Parcel);
        Assert.Equal(Severity.Reject, locked.Issue().Refuse("C-63").Of("C-63").Severity);
    }

    [Fact]
    public void C29_a_pre_sale_stops_while_the_developers_land_is_seized()
    {
        var presale = new PresaleCase().ToForSale();
        Put(presale.Sale, page => page.Seizures.Add(Seizure(SeizureKind.Seizure, TestParty.Developer, SaleCase.Parcel)), SaleCase.Parcel);

        presale.Sale.Sign().Refuse("C-29");
    }

    [Fact]
    public void C51_land_is_not_sold_under_the_flats_of_others()
    {
        sale.Open();
        var land = new SaleCase(sale.Ledger) { Units = [SaleCase.Parcel], Number = "441900B21050000002", Area = 0, Offset = 2_000 };
        sale.Ledger.PutOld(PageKeys.Land(SaleCase.Parcel[..19]), new LandPage { Parcel = SaleCase.Parcel[..19], Buildings = { SaleCase.Flat[..24] } });

        land.Sign().Refuse("C-51");
    }

    [Theory]
    [InlineData(FlowCode.M1, Severity.Exception)]
    [InlineData(FlowCode.K5, Severity.Exception)]
    [InlineData(FlowCode.F313, Severity.Reject)]
    [InlineData(FlowCode.F213, Severity.Reject)]
    [InlineData(FlowCode.F703, Severity.Warning)]
    public void C85_what_is_under_contract_is_disposed_of_by_nobody_else(FlowCode flow, Severity severity)
    {
        sale.ToFiled();

        Assert.Equal(severity, Assert.Single(Deals(flow, TestParty.An)).Severity);
        Assert.Empty(Deals(flow, TestParty.Bo));
        Assert.Empty(Deals(flow, TestParty.An, basis: sale.Number));
        sale.Revoke().Accept();
        Assert.Empty(Deals(flow, TestParty.An));
    }

    [Theory]
    [InlineData(FlowCode.M1, true)]
    [InlineData(FlowCode.F312, true)]
    [InlineData(FlowCode.F901, true)]
    [InlineData(FlowCode.F213, false)]
    [InlineData(FlowCode.F410, false)]
    public void C85_the_buyers_consent_lets_a_mortgage_or_a_change_pass_and_no_transfer(FlowCode flow, bool passes)
    {
        sale.ToFiled();

        Assert.Equal(passes, Deals(flow, TestParty.An, consent: true).Count == 0);
    }

    private IReadOnlyList<Finding> Deals(FlowCode flow, TestParty giver, string basis = "", bool consent = false)
    {
        var act = Acts.Of();
        if (consent)
            act.Consents.Add(new Consent { Of = sale.Number, Document = Acts.Bytes(1) });
        return [.. sale.Ledger
            .Ask(flow, SaleCase.Flat, act, disposal => disposal with { Givers = [giver.At(SaleCase.Flat)], Basis = basis })
            .Where(finding => finding.Rule == "C-85")];
    }

    private static SeizureRow Seizure(SeizureKind kind, TestParty? debtor = null, string unit = SaleCase.Flat)
    {
        var row = Encumbrances.Seizure(start: Day.Of(2021, 5, 1));
        row.Kind = kind;
        row.Debtors.Add((debtor ?? TestParty.An).At(unit));
        return row;
    }

    private static void Put(SaleCase sale, Action<EncumbrancePage> change, string unit = SaleCase.Flat)
    {
        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit))!;
        change(page);
        sale.Ledger.PutOld(PageKeys.Encumbrances(unit), page);
    }
}
