using Ledger.Client;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>What <c>ledger case new</c> and <c>ledger case batch</c> make of what they are given.</summary>
public sealed class CaseDraftTests
{
    private const string Unit = "441900004001GB00012F00010101";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_796_000_000_000);

    [Fact]
    public void Only_what_is_not_known_is_asked_and_in_the_order_of_the_form()
    {
        var draft = new CaseDraft(CaseTemplate.Find("mortgage")!, new AcceptApplicationRequest { Town = "441900119" }, Now);
        draft.Complete();
        Assert.Equal(["acceptance_number", "flows[0].unit_code"], Paths(draft));

        draft.Questions()[1].Set(Unit);
        draft.Complete();

        Assert.Equal(
            ["acceptance_number", "flows[0].business_number", "applicants[0].parties[0].name", "applicants[0].parties[0].document_number"], Paths(draft));
        Assert.Equal((FlowCode.M1, CaseChannel.Counter), (draft.Request.Flows[0].Flow, draft.Request.Channel));
        Assert.Equal((ulong)Now.ToUnixTimeMilliseconds(), draft.Request.AcceptanceTimeMs);
    }

    [Fact]
    public void A_sale_with_a_loan_registers_title_and_mortgage_of_each_unit()
    {
        var request = new AcceptApplicationRequest();
        request.Flows.Add(new AcceptedFlowInput { Flow = FlowCode.F211, UnitCode = Unit, BusinessNumber = "202611300001" });
        var draft = new CaseDraft(CaseTemplate.Find("sale-with-loan")!, request, Now);

        draft.Complete();

        Assert.Equal([FlowCode.F211, FlowCode.M1], request.Flows.Select(static flow => flow.Flow));
        Assert.True(request.AllAtOnce);
        Assert.Contains("basis", Paths(draft));
        Assert.Contains("flows[1].business_number", Paths(draft));
        Assert.DoesNotContain("flows[0].business_number", Paths(draft));
    }

    [Theory]
    [InlineData("441900004001GB00012W00000000", FlowCode.F101)]
    [InlineData(Unit, FlowCode.F102)]
    public void A_parcel_is_first_registered_as_land_and_a_line_of_the_file_without_its_registration_is_completed(string unit, FlowCode flow)
    {
        var request = new AcceptApplicationRequest();
        request.Flows.Add(new AcceptedFlowInput { UnitCode = unit, BusinessNumber = "202611300001" });
        var draft = new CaseDraft(CaseTemplate.Find("first-registration")!, request, Now);

        draft.Complete();

        Assert.Equal((flow, "202611300001"), Assert.Single(request.Flows) is var row ? (row.Flow, row.BusinessNumber) : default);
    }

    [Fact]
    public void An_identity_document_of_another_type_has_its_type_before_it()
    {
        var draft = new CaseDraft(CaseTemplate.Find("objection")!, new AcceptApplicationRequest(), Now);
        draft.Complete();
        draft.Questions().Single(static asked => asked.Path == "flows[0].unit_code").Set(Unit);
        draft.Complete();

        draft.Questions().Single(static asked => asked.Path.EndsWith("document_number", StringComparison.Ordinal)).Set("3 E12345678");

        var party = draft.Request.Applicants[0].Parties[0];
        Assert.Equal((3u, "E12345678"), (party.DocumentType, party.DocumentNumber));
    }

    [Fact]
    public void A_wrong_answer_is_told_at_its_field_and_gives_way_to_the_next_one()
    {
        var draft = new CaseDraft(CaseTemplate.Find("objection")!, new AcceptApplicationRequest { AcceptanceNumber = "202611300001" }, Now);
        draft.Complete();
        var unit = draft.Questions().Single(static asked => asked.Path == "flows[0].unit_code");
        unit.Set("4419");
        Assert.Contains(RequestCheck.FaultsOf(draft.Request, Now), fault => fault.Field == unit.Path);
        unit.Set(Unit);
        Assert.DoesNotContain(RequestCheck.FaultsOf(draft.Request, Now), fault => fault.Field == unit.Path);
        Assert.Single(draft.Request.Flows);
        draft.Complete();

        var document = draft.Questions().Single(static asked => asked.Path.EndsWith("document_number", StringComparison.Ordinal));
        draft.Questions().Single(static asked => asked.Path.EndsWith("name", StringComparison.Ordinal)).Set("薄二");
        document.Set("441900188506150023");
        Assert.Contains(RequestCheck.FaultsOf(draft.Request, Now), fault => fault.Field == document.Path);
        document.Set("441900188506150022");
        Assert.DoesNotContain(RequestCheck.FaultsOf(draft.Request, Now), fault => fault.Field == document.Path);
    }

    [Theory]
    [InlineData(Unit, "202611300001", "", true)]
    [InlineData("441900004001gb00012f00010101", "", "", true)]
    [InlineData("", "", "", true)]
    [InlineData("441900004001GB00012F00010102", "", "", false)]
    [InlineData(Unit, "202611300009", "", false)]
    [InlineData(Unit, "", "441900B26110000001", false)]
    public void A_number_that_is_another_applications_is_no_repetition(string unit, string business, string basis, bool same)
    {
        var page = new CasePage { AcceptanceNumber = "202611300007" };
        page.Flows.Add(new CaseFlow { Flow = FlowCode.M1, UnitCode = Unit, BusinessNumber = "202611300001" });
        var request = new AcceptApplicationRequest { AcceptanceNumber = "202611300007", Basis = basis };
        request.Flows.Add(new AcceptedFlowInput { UnitCode = unit, BusinessNumber = business });
        var draft = new CaseDraft(CaseTemplate.Find("mortgage")!, request, Now);

        if (same)
            draft.RequireSame(page);
        else
            Assert.Contains(Unit, Assert.Throws<InputException>(() => draft.RequireSame(page)).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_template_is_named_in_both_languages_and_registers_something() => Assert.All(CaseTemplate.All, static template =>
    {
        Assert.NotEmpty(template.Flows);
        Assert.Same(template, CaseTemplate.Find(template.Name));
        Assert.NotEqual(template.Title.Chinese, template.Title.English);
    });

    [Fact]
    public void A_batch_in_CSV_has_a_row_for_every_line_with_its_line_number()
    {
        var rows = BatchFile.Read("day.csv", $"""
            template,acceptance_number,acceptance_time,town,unit_codes,business_numbers,applicants
            mortgage,202611300001,2026-11-30 09:00,441900119,{Unit},202611300001,"安甲:1:441900188001010016"

            nonsense,202611300002,2026-11-30 09:05,441900119,,,
            objection,202611300003,yesterday,441900119,{Unit},202611300003,安甲
            objection,202611300004
            """);

        Assert.Equal([2, 4, 5, 6], rows.Select(static row => row.Line));
        Assert.Equal([true, false, false, false], rows.Select(static row => row.Fault is null));
        var party = rows[0].Request!.Applicants[0].Parties[0];
        Assert.Equal(("安甲", 1u, "441900188001010016"), (party.Name, party.DocumentType, party.DocumentNumber));
        Assert.Contains("there is no template 'nonsense'", rows[1].Fault!.English, StringComparison.Ordinal);
        Assert.Contains("acceptance_time", rows[2].Fault!.English, StringComparison.Ordinal);
        Assert.Contains("2 fields under 7 headings", rows[3].Fault!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Business_numbers_of_a_batch_keep_their_places_and_none_is_lost()
    {
        var rows = BatchFile.Read("day.csv", $"""
            template,acceptance_number,basis,unit_codes,business_numbers,applicants
            sale-with-loan,202611300001,441900B26110000001,{Unit},;202611300002,
            sale-with-loan,202611300002,441900B26110000001,,202611300003;202611300004,安甲:1:441900188001010016
            mortgage,202611300003,,{Unit},202611300005;202611300006,
            """);

        Assert.Equal(["", "202611300002"], rows[0].Request!.Flows.Select(static flow => flow.BusinessNumber));
        Assert.Equal([("", "202611300003"), ("", "202611300004")], rows[1].Request!.Flows.Select(static flow => (flow.UnitCode, flow.BusinessNumber)));
        Assert.Equal("安甲", rows[1].Request!.Applicants[0].Parties[0].Name);
        Assert.Contains("2 numbers for 1 registrations", rows[2].Fault!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_in_JSON_is_read_as_strictly_as_a_single_application()
    {
        var rows = BatchFile.Read("day.json", """
            [
              {"template": "mortgage", "application": {"acceptance_number": "202611300001"}},
              {"template": "mortgage", "application": {"acceptance_number": "1", "acceptance_number": "2"}},
              {"template": "mortgage", "application": {"nonsense": 1}},
              {"application": {}}
            ]
            """);

        Assert.Equal([2, 3, 4, 5], rows.Select(static row => row.Line));
        Assert.Equal([true, false, false, false], rows.Select(static row => row.Fault is null));
    }

    [Fact]
    public void An_application_of_a_batch_states_when_it_was_accepted()
    {
        var draft = new CaseDraft(CaseTemplate.Find("mortgage")!, new AcceptApplicationRequest(), now: null);
        draft.Complete();

        Assert.Contains("acceptance_time_ms", Paths(draft));
    }

    [Theory]
    [InlineData("template,town\n\"sale,1\n", "is not closed")]
    [InlineData("template,town\nsa\"le,1\n", "double the mark")]
    [InlineData("template,town\n\"sale\"x,1\n", "behind the closing")]
    [InlineData("template,town\nsale,\0\n", "NUL")]
    [InlineData("template,colour\nsale,red\n", "no column 'colour'")]
    [InlineData("town\n1\n", "'template'")]
    [InlineData("", "empty")]
    public void What_is_no_CSV_is_named_with_its_line(string text, string said)
        => Assert.Contains(said, Assert.Throws<FileFault>(() => BatchFile.Read("day.csv", text)).English, StringComparison.Ordinal);

    [Fact]
    public void A_field_in_quotes_holds_commas_quotes_and_line_ends()
    {
        var lines = CsvLines.Read("x", "\"a,b\",\"c\"\"d\",\"e\nf\"\r\ng,,h");

        Assert.Equal([["a,b", "c\"d", "e\nf"], ["g", "", "h"]], lines.Select(static line => line.Fields));
    }

    private static IEnumerable<string> Paths(CaseDraft draft) => draft.Questions().Select(static asked => asked.Path);
}
