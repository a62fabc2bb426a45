using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>Templates can be filled in: what they call optional is so under the profile in force, and their examples are whole acts.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string, string, string> RequiredByProfileTwo { get; } = new()
    {
        { "unit", "transfer", "recording.recording_time_ms" },
        { "unit", "transfer", "recording.reviewer" },
        { "unit", "transfer", "recording.town" },
        { "contract", "sign", "units.price" },
        { "tax", "assess", "vat_treatment" },
        { "tax", "assess", "unit_bases" },
    };

    [Theory]
    [MemberData(nameof(RequiredByProfileTwo))]
    public async Task What_the_profile_in_force_wants_is_not_called_optional(string group, string verb, string field)
    {
        var run = await CommandRun.Of(group, verb, "--template", "--lang", "en");
        var line = Assert.Single(run.Error.Split('\n'), line => line.StartsWith($"  {field}: ", StringComparison.Ordinal));
        Assert.DoesNotContain("(optional)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_every_act_there_is_an_example_that_form_and_profile_take_as_it_is_printed()
    {
        var wrong = new List<string>();
        foreach (var form in ActForms.All)
        {
            var run = await CommandRun.Of(form.Group, form.Verb, "--template", "--example");
            Assert.Equal(ExitCode.Ok, run.Code);
            var request = form.Create();
            RequestJson.Read(request, run.Output);
            Assert.True(request.CalculateSize() > 0, $"{form.Group} {form.Verb}");
            Assert.DoesNotContain("_UNSPECIFIED", run.Output, StringComparison.Ordinal);
            var faults = RulesOfForm.FaultsOf(form, request, Profiles.Newest.Number)
                .Where(static path => !RequestCompletion.Fields.Any(field => path.EndsWith(field, StringComparison.Ordinal))).ToList();
            if (faults.Count > 0)
                wrong.Add($"{form.Group} {form.Verb}: {string.Join(", ", faults)}: {Findings(form, request)}\n{run.Output}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task An_example_is_of_a_home_of_one_owner_that_is_sold_to_somebody_else()
    {
        var migration = new OpenMigratedRequest();
        RequestJson.Read(migration, (await CommandRun.Of("unit", "migrate", "--template", "--example")).Output);
        Assert.Equal(
            (4u, 11u, 102u, CoOwnership.Single, "441900004"),
            (migration.Opening.RightType, migration.Opening.Use, migration.Opening.LandNature, migration.Opening.CoOwnership, migration.Recording.Town));
        var owner = Assert.Single(migration.Opening.Owners);
        Assert.Equal(("", 0u), (owner.Share, owner.Group));

        var sale = new SignContractRequest();
        RequestJson.Read(sale, (await CommandRun.Of("contract", "sign", "--template", "--example")).Output);
        Assert.NotEqual(sale.Sellers, sale.Buyers);
        Assert.Equal(CoOwnership.Single, Assert.Single(sale.Units).BuyerCoOwnership);

        var loan = new SignMortgageContractAct();
        RequestJson.Read(loan, (await CommandRun.Of("mortgage", "sign", "--template", "--example")).Output);
        Assert.Equal(MortgageObject.LandAndBuilding, loan.Object);
    }

    [Fact]
    public async Task The_template_says_what_the_figure_of_a_rate_means()
    {
        var run = await CommandRun.Of("tax", "assess", "--template", "--lang", "en");
        Assert.Contains("lines.rate: rate (optional) (in 100,000ths: 1000 is 1 %)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_a_review_is_that_of_who_reviews_and_signs_for_nobody_else()
    {
        var review = new ReviewCaseRequest();
        RequestJson.Read(review, (await CommandRun.Of("case", "review", "--template", "--example")).Output);
        Assert.Equal((true, true, ReviewResult.Pass), (review.Reviewer.IsEmpty, review.Signature.IsEmpty, review.Result));
    }

    [Fact]
    public async Task Hashes_in_templates_are_hexadecimal_and_are_read_in_base64_too()
    {
        var run = await CommandRun.Of("certificate", "issue", "--template");
        var json = JsonNode.Parse(run.Output)!;
        var hex = (string)json["certificates"]![0]!["content_root"]!;
        Assert.Equal(64, hex.Length);

        var (first, second) = (new IssueCertificatesRequest(), new IssueCertificatesRequest());
        RequestJson.Read(first, run.Output);
        RequestJson.Read(second, run.Output.Replace(hex, Convert.ToBase64String(Convert.FromHexString(hex)), StringComparison.Ordinal));
        Assert.Equal(first, second);
        Assert.Equal(hex, Convert.ToHexStringLower(first.Certificates[0].ContentRoot.Span));
    }

    [Fact]
    public async Task The_template_of_a_ticket_states_its_tax_in_its_lines_and_not_beside_them()
    {
        var form = ActForms.Of(PayTaxRequest.Descriptor);
        var request = (PayTaxRequest)form.Create();
        RequestJson.Read(request, (await CommandRun.Of("tax", "pay", "--template")).Output);
        var ticket = Assert.Single(request.Tickets);
        Assert.NotEmpty(ticket.Lines);
        Assert.Null(ticket.Amount);
        Assert.Equal(TaxKind.Unspecified, ticket.Tax);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("Accept")]
    [InlineData("STAFF_DUTY_ACCEPT")]
    [InlineData("staff_duty_accept")]
    public void Codes_in_files_are_read_by_short_and_full_names_in_any_case(string written)
    {
        var request = new EnrolStaffRequest();
        RequestJson.Read(request, $$"""{ "duties": ["{{written}}"] }""");
        Assert.Equal([StaffDuty.Accept], request.Duties);
    }

    [Fact]
    public void A_code_that_is_none_is_told_with_all_there_are_and_their_meanings()
    {
        var fault = Assert.Throws<JsonFault>(() => RequestJson.Read(new EnrolStaffRequest(), "{\n  \"duties\": [\"clerk\"]\n}"));
        Assert.Equal((2, "duties[0]"), (fault.Line, fault.Path));
        Assert.Contains("accept", fault.Wording.English, StringComparison.Ordinal);
        Assert.Contains("受理", fault.Wording.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("unspecified", fault.Wording.English, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("2026-11-30 14:05")]
    [InlineData("2026/11/30 14:05")]
    [InlineData("2026年11月30日14:05")]
    [InlineData("2026年11月30日 14时05分")]
    [InlineData("20261130 14:05")]
    [InlineData("2026-11-30 14:05 UTC+8")]
    [InlineData("2026-11-30 14:05（北京时间）")]
    [InlineData("2026-11-30T14:05:00+08:00")]
    [InlineData("2026-11-30T06:05Z")]
    [InlineData("２０２６－１１－３０　１４：０５")]
    public void Instants_are_read_in_the_forms_people_write_in_files_and_options(string written)
    {
        var (file, option) = (new EnterSeizureRequest(), new EnterSeizureRequest());
        RequestJson.Read(file, $$"""{ "delivery_time_ms": "{{written}}" }""");
        RequestFields.Set(option, "delivery_time_ms", written);
        Assert.Equal((1_796_018_700_000ul, 1_796_018_700_000ul), (file.DeliveryTimeMs, option.DeliveryTimeMs));
    }

    [Fact]
    public void The_share_of_a_sole_owner_is_the_whole_whether_it_is_written_or_not()
    {
        var form = ActForms.Of(SignContractRequest.Descriptor);
        var written = (SignContractRequest)RequestExamples.Real(form);
        written.Units[0].Share = "1/1";
        foreach (var buyer in written.Units[0].Buyers)
            buyer.Share = "100%";
        var left = written.Clone();
        left.Units[0].Share = "";
        foreach (var buyer in left.Units[0].Buyers)
            buyer.Share = "";

        Assert.Equal(ActExamples.Build(left, out var none).Body, ActExamples.Build(written, out var nothing).Body);
        Assert.Empty(none.Concat(nothing));
    }

    [Fact]
    public void Optional_rows_that_are_left_empty_are_no_fault()
    {
        var form = ActForms.Of(OpenFirstRegistrationRequest.Descriptor);
        var request = RequestExamples.Real(form);
        request.Descriptor.FindFieldByName("document").Accessor.Clear(request);
        var read = form.Create();
        RequestJson.Read(
            read, RequestFields.Text(request).TrimEnd()[..^1].TrimEnd() + ", \"document\": { \"files\": [], \"acknowledgements\": [], \"consents\": [] } }");
        Assert.Empty(ActExamples.FaultsOf(form, read));
    }

    private static string Findings(ActForm form, IMessage request) => string.Join(
        "; ", RulesOfForm.FindingsOf(form, ActExamples.Build(request, out _), Profiles.Newest.Number).Select(static finding => finding.MessageEn));
}
