using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What an application owes before it is accepted.</summary>
public sealed class ApplicationRuleTests : IDisposable
{
    private readonly CaseFile file = new();

    [Fact]
    public void An_accepted_case_stands_on_its_page_and_on_the_desk_of_its_unit()
    {
        file.Open();

        Assert.Equal((CaseState.Accepted, CaseFile.Humen, CaseFile.Changan), (file.State, file.Page.Town, file.Page.ExecutingTown));
        var open = Assert.Single(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Flat))!.Cases);
        Assert.Equal((file.Number, FlowCode.F102), (open.AcceptanceNumber, Assert.Single(open.Flows)));
        Assert.Equal(file.Number, file.Ledger.Read<BusinessPage>(PageKeys.Business(file.Flows[0].BusinessNumber))!.AcceptanceNumber);
    }

    [Fact]
    public void C75_an_acceptance_number_is_used_once()
    {
        file.Open();

        Accept(e => e.Flows[0].BusinessNumber = e.Flows[0].BusinessNumber[..^1] + "9").Refuse("C-75");
    }

    [Fact]
    public void STATE_a_business_number_belongs_to_one_case()
    {
        file.Open();
        file.Serial = 2;

        Accept(e =>
        {
            e.Flows[0].UnitCode = SaleCase.Garage;
            e.Applicants[0].UnitCode = SaleCase.Garage;
            e.Applicants[0].Parties[0] = TestParty.An.At(SaleCase.Garage);
        }).Refuse("STATE");
    }

    [Fact]
    public void C04_a_unit_with_an_open_case_is_accepted_for_no_other()
    {
        file.Open();
        Other(FlowCode.F102).Refuse("C-04");
        file.Ledger.Submit(Members.Registration, file.Withdraw()).Accept();
        Other(FlowCode.F102).Accept();
    }

    [Theory]
    [InlineData(FlowCode.F800)]
    [InlineData(FlowCode.F600)]
    [InlineData(FlowCode.F601)]
    public void C04_seizures_and_objections_are_accepted_beside_an_open_case(FlowCode flow)
    {
        file.Open();
        Other(flow).Accept();
    }

    [Theory]
    [InlineData(FlowCode.M9)]
    [InlineData(FlowCode.F903)]
    [InlineData(FlowCode.F802)]
    public void C04_a_case_of_these_stands_in_nobodys_way(FlowCode flow)
    {
        file.Flows = [file.Flow(flow, SaleCase.Flat, 1)];
        file.Open();
        Other(FlowCode.F102).Accept();
    }

    [Theory]
    [InlineData(FlowCode.F214, Severity.Reject)]
    [InlineData(FlowCode.F311, Severity.Warning)]
    [InlineData(FlowCode.F920, Severity.Information)]
    public void C04_is_as_severe_as_the_flow_that_is_accepted(FlowCode flow, Severity severity)
    {
        file.Open();
        Assert.Equal(severity, Other(flow).Of("C-04").Severity);
    }

    [Fact]
    public void C10_a_transfer_is_accepted_on_a_filed_contract()
    {
        using var transfer = Transfer();
        transfer.At(transfer.Accepted, 8).Enrol();
        Submit(transfer, e => e.Basis = "").Refuse("C-10");
        Submit(transfer).Refuse("C-10");
        transfer.Sale.File().Accept();
        transfer.Accepted = transfer.Accepted.AddDays(1);
        Submit(transfer, e => e.Basis = "441900B21059999999").Refuse("C-10");
        Submit(transfer).Accept();
    }

    [Fact]
    public void C10_a_contract_filed_on_the_day_of_acceptance_is_filed_and_one_filed_the_day_after_is_not()
    {
        using var transfer = Transfer();
        transfer.At(transfer.Accepted, 8).Enrol();
        transfer.Sale.File(e => e.FilingDate = transfer.Accepted.Number).Accept();
        Submit(transfer, e =>
        {
            e.AcceptanceMs -= 86_400_000;
            e.AcceptanceNumber = $"{transfer.Accepted.AddDays(-1).Number}0001";
        }).Refuse("C-10");
        Submit(transfer).Accept();
    }

    [Fact]
    public void C08_the_applicants_are_the_parties_of_the_contract()
    {
        using var transfer = Transfer();
        transfer.Sale.File().Accept();
        transfer.At(transfer.Accepted, 8).Enrol();
        transfer.Applicants = [TestParty.Bo];
        Submit(transfer).Refuse("C-08");
        transfer.Applicants = [TestParty.An, TestParty.Bo, TestParty.Chen];
        Submit(transfer).Refuse("C-08");
        transfer.Applicants = [TestParty.An, TestParty.Bo];
        Submit(transfer, e =>
        {
            e.Flows[0].UnitCode = SaleCase.Garage;
            e.Applicants[0].UnitCode = SaleCase.Garage;
        }).Refuse("C-08");
        Submit(transfer).Accept();
    }

    [Fact]
    public void C08_the_bank_applies_beside_the_parties_when_its_mortgage_is_in_the_same_case()
    {
        using var transfer = Transfer();
        transfer.Sale.File().Accept();
        transfer.At(transfer.Accepted, 8).Enrol();
        transfer.Applicants = [TestParty.An, TestParty.Bo, TestParty.Developer];
        transfer.Flows.Add(transfer.Flow(FlowCode.M1, SaleCase.Flat, 2));

        Submit(transfer).Accept();
    }

    [Fact]
    public void C08_an_exchange_is_applied_for_by_the_parties_of_each_unit_once_both_instruments_are_stated()
    {
        const string Pair = "ZY202105100002";
        using var exchange = new CaseFile { Applicants = [TestParty.An, TestParty.Bo] };
        exchange.Ledger.Counter.Open = true;
        var first = new DeedCase(InstrumentKind.Exchange, exchange.Sale) { Pair = Pair }.ToStated();
        var garage = new SaleCase(exchange.Ledger) { Units = [SaleCase.Garage], Owners = [new(TestParty.Bo)], Offset = 500 };
        var second = new DeedCase(InstrumentKind.Exchange, garage) { Number = Pair, Pair = first.Number, Takers = [new(TestParty.An)] };
        garage.Open();
        exchange.Ledger.Counter.Open = false;
        exchange.Basis = first.Number;
        exchange.Flows = [exchange.Flow(FlowCode.F215, SaleCase.Flat, 1), exchange.Flow(FlowCode.F215, SaleCase.Garage, 2)];
        exchange.At(exchange.Accepted, 8).Enrol();
        Submit(exchange).Refuse("C-10");
        second.State().Accept();

        Later(e => e.Applicants.Single(row => row.UnitCode == SaleCase.Garage).Parties.RemoveAt(0)).Refuse("C-08");
        Later(e => e.Flows[1].UnitCode = e.Applicants[1].UnitCode = "441900004001GB00012F00019999").Refuse("C-08");
        Later().Accept();

        Outcome Later(Action<ApplicationAccepted>? change = null)
            => exchange.Ledger.Submit(Members.Registration, exchange.At(exchange.Accepted, 11).Application(change));
    }

    [Fact]
    public void C65_a_minor_without_a_guardians_statement_warns()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.GuardianStatements.Add([Acts.Bytes(3), Google.Protobuf.ByteString.Empty])).Refuse("C-65");
        Accept(e =>
        {
            e.GuardianStatements.Add(Google.Protobuf.ByteString.Empty);
            e.Act = Acts.Of("C-65");
        }).Accept();
    }

    [Fact]
    public void C65_a_statement_for_every_minor_is_enough()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.GuardianStatements.Add(Acts.Bytes(3))).Accept();
    }

    [Fact]
    public void C74_who_accepts_has_the_duty()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.Act.Operator = CaseFile.Reviewer).Refuse("C-74");
        Accept(e => e.Act.Operator = Acts.Bytes(99)).Refuse("C-74");
        Accept().Accept();
    }

    [Fact]
    public void C69_a_town_is_one_of_the_citys()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.Town = 441900120).Refuse("C-69");
        Accept(e => e.ExecutingTown = 440300001).Refuse("C-69");
    }

    [Fact]
    public void C57_the_acceptance_number_names_the_day_and_the_day_has_come()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.AcceptanceNumber = "202602120001").Refuse("C-57");
        Accept(e => e.AcceptanceMs += 3_600_000).Refuse("C-57");
    }

    [Fact]
    public void C57_an_online_application_is_accepted_on_the_day_of_its_number_or_later()
    {
        file.At(file.Accepted, 8).Enrol();
        void Online(ApplicationAccepted e, string number) => (e.Channel, e.AcceptanceNumber) = (CaseChannel.Online, number);

        Accept(e => Online(e, "W202602140001")).Refuse("C-57");
        Accept(e => Online(e, "W202602110001")).Accept();
    }

    [Fact]
    public void C57_what_was_filed_online_is_recorded_under_its_earlier_number()
    {
        file.ToReviewed();
        var page = file.Page;
        (page.Channel, page.AcceptanceMs) = (CaseChannel.Online, page.AcceptanceMs + 86_400_000);
        file.Ledger.PutOld(PageKeys.Case(file.Number), page);
        file.At(file.Accepted.AddDays(1), 12);
        var e = file.Registration(e => e.Recording.AcceptanceTimeMs = page.AcceptanceMs);

        file.Ledger.Judge(Members.Registration, e).Accept();

        page.Channel = CaseChannel.Counter;
        file.Ledger.PutOld(PageKeys.Case(file.Number), page);
        file.Ledger.Judge(Members.Registration, e).Refuse("C-57");
    }

    [Fact]
    public void C69_every_unit_has_its_applicants()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.Applicants.Clear()).Refuse("C-69");
        Accept(e => e.Flows.Clear()).Refuse("C-69");
        Accept(e => e.Flows[0].Flow = FlowCode.K1).Refuse("C-69");
        Accept(e => e.Flows[0].Recorded = true).Refuse("C-69");
        Accept(e => e.Channel = CaseChannel.Unspecified).Refuse("C-69");
        Accept(e => e.Parts = 0).Refuse("C-69");
    }

    [Fact]
    public void An_application_in_parts_is_reviewed_when_all_are_there()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => e.Parts = 2).Accept();
        file.Ledger.Submit(Members.Registration, file.Review()).Refuse("STATE");
        SecondPart(e => e.Part = 1).Refuse("C-75");
        SecondPart(e => e.ExecutingTown = CaseFile.Humen).Refuse("STATE");
        SecondPart().Accept();

        Assert.Equal((2, 2u, 2), (file.Page.Flows.Count, file.Page.Part, file.Page.Applicants.Count));
        SecondPart().Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.Review()).Accept();
    }

    [Fact]
    public void A_project_stands_on_the_desk_of_its_land()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e =>
        {
            e.Flows.Clear();
            e.Projects.Add(new CaseProject { Flow = FlowCode.F102, Building = SaleCase.Flat[..24], Units = 2 });
            e.Applicants[0].UnitCode = SaleCase.Parcel;
            e.Applicants[0].Parties[0] = TestParty.Developer.At(SaleCase.Parcel);
        }).Accept();

        Assert.Equal(file.Number, Assert.Single(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Parcel))!.Cases).AcceptanceNumber);
    }

    [Theory]
    [InlineData(1_900u, true)]
    [InlineData(2_700u, false)]
    public void STATE_a_project_has_no_more_units_than_its_case_holds_certificates_of(uint units, bool accepted)
    {
        file.At(file.Accepted, 8).Enrol();

        var outcome = Accept(e =>
        {
            e.Flows.Clear();
            e.Projects.Add(new CaseProject { Flow = FlowCode.F102, Building = SaleCase.Flat[..24], Units = units });
            e.Applicants[0].UnitCode = SaleCase.Parcel;
            e.Applicants[0].Parties[0] = TestParty.Developer.At(SaleCase.Parcel);
        });

        if (!accepted)
        {
            outcome.Refuse("STATE");
            return;
        }

        outcome.Accept();
        var page = file.Page;
        page.Certificates.AddRange(Enumerable.Range(1, (int)units).Select(static i => $"粤（2026）东莞市不动产权第{i:D7}号"));
        Assert.InRange(page.CalculateSize(), 1, Chain.PageKeys.MaxBodySize);
    }

    [Fact]
    public void STATE_a_case_in_parts_is_no_larger_than_its_page()
    {
        file.At(file.Accepted, 8).Enrol();
        Accept(e => Fill(e, 1)).Accept();

        SecondPart(e => Fill(e, 2)).Refuse("STATE");

        void Fill(ApplicationAccepted e, uint part)
        {
            (e.Part, e.Parts) = (part, 2);
            e.Flows.Clear();
            e.Applicants.Clear();
            for (var i = 1; i <= 300; i++)
            {
                var unit = $"{SaleCase.Flat[..24]}{(part * 1_000) + i:D4}";
                e.Flows.Add(file.Flow(FlowCode.F102, unit, (int)(part * 1_000) + i));
                e.Applicants.Add(new UnitApplicants { UnitCode = unit, Parties = { TestParty.An.At(unit) } });
            }
        }
    }

    public void Dispose() => file.Dispose();

    private static CaseFile Transfer()
    {
        var sale = new SaleCase(TestLedger.Two()) { Signed = Day.Of(2026, 2, 10), Number = "441900B26020000001" };
        sale.Open();
        sale.Ledger.TimeMs = (ulong)Day.Of(2026, 2, 12).StartMilliseconds + 36_000_000;
        sale.Sign().Accept();
        var transfer = new CaseFile(sale) { Basis = sale.Number, Applicants = [TestParty.An, TestParty.Bo] };
        transfer.Flows = [transfer.Flow(FlowCode.F211, SaleCase.Flat, 1)];
        return transfer;
    }

    private static Outcome Submit(CaseFile file, Action<ApplicationAccepted>? change = null)
        => file.Ledger.Submit(Members.Registration, file.At(file.Accepted).Application(change));

    private Outcome Accept(Action<ApplicationAccepted>? change = null) => Submit(file, change);

    private Outcome SecondPart(Action<ApplicationAccepted>? change = null)
        => file.Ledger.Submit(Members.Registration, file.Application(e =>
        {
            (e.Part, e.Parts, e.AcceptanceMs) = (2, 2, file.Page.AcceptanceMs);
            e.Flows[0] = file.Flow(FlowCode.F102, SaleCase.Garage, 2);
            e.Applicants[0].UnitCode = SaleCase.Garage;
            e.Applicants[0].Parties[0] = TestParty.An.At(SaleCase.Garage);
            change?.Invoke(e);
        }));

    private Outcome Other(FlowCode flow)
    {
        var other = file.Application(e => e.AcceptanceNumber = $"{file.Accepted.Number}0002");
        other.Flows.Clear();
        other.Flows.Add(new CaseFlow { Flow = flow, UnitCode = SaleCase.Flat, BusinessNumber = $"{file.Accepted.Number}00{(int)flow:D4}" });
        return file.Ledger.Submit(Members.Registration, other);
    }
}
