using Ledger.Acts;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Cli.Tests;

public sealed class ActCommandTests
{
    [Fact]
    public async Task Every_template_can_be_read_back_as_the_request()
    {
        foreach (var form in ActForms.All)
        {
            var run = await CommandRun.Of(form.Group, form.Verb, "--template");
            Assert.Equal(ExitCode.Ok, run.Code);
            var request = form.Create();
            RequestJson.Read(request, run.Output);
            Assert.All(form.Options, option => Assert.Contains($"\"{option.Path.Split('.')[0]}\"", run.Output));
        }
    }

    [Fact]
    public void Every_option_sets_its_field()
    {
        foreach (var form in ActForms.All)
        {
            foreach (var option in form.Options)
            {
                var request = form.Create();
                var leaf = option.Path.Split('.')[^1];
                RequestFields.Set(request, option.Path, Sample(form, option, leaf));
                Assert.NotEqual(form.Create(), request);
            }
        }
    }

    [Fact]
    public void Options_of_one_element_meet_in_it()
    {
        var request = new PayTaxRequest();
        RequestFields.Set(request, "tickets.number", "344196210500000001");
        RequestFields.Set(request, "tickets.side", "transferee");
        RequestFields.Set(request, "tickets.amount.value", "36000.00");

        var ticket = Assert.Single(request.Tickets);
        Assert.Equal("344196210500000001", ticket.Number);
        Assert.Equal(TaxSide.Transferee, ticket.Side);
        Assert.Equal("36000.00", ticket.Amount.Value);
    }

    [Fact]
    public void Codes_are_read_by_short_and_full_names_only()
    {
        var request = new EnterSeizureRequest();
        RequestFields.Set(request, "kind", "pre-seizure");
        Assert.Equal(SeizureKind.PreSeizure, request.Kind);
        RequestFields.Set(request, "kind", "SEIZURE_KIND_SEIZURE");
        Assert.Equal(SeizureKind.Seizure, request.Kind);
        Assert.Throws<FieldFault>(() => RequestFields.Set(request, "kind", "EIZURE"));
        Assert.Throws<FieldFault>(() => RequestFields.Set(request, "kind", "2"));
    }

    [Fact]
    public void Instants_are_read_with_their_offset()
    {
        var request = new EnterSeizureRequest();
        RequestFields.Set(request, "delivery_time_ms", "2021-05-31T09:30:00+08:00");
        Assert.Equal(1_622_424_600_000UL, request.DeliveryTimeMs);
        RequestFields.Set(request, "delivery_time_ms", "17");
        Assert.Equal(17UL, request.DeliveryTimeMs);
        Assert.Throws<FieldFault>(() => RequestFields.Set(request, "delivery_time_ms", "2021-05-31"));
        Assert.Throws<FieldFault>(() => RequestFields.Set(request, "delivery_time_ms", "-1"));
    }

    [Theory]
    [InlineData("--months", "many")]
    [InlineData("--months", "-1")]
    [InlineData("--months", "99999999999")]
    [InlineData("--kind", "nonsense")]
    public async Task A_value_that_cannot_be_gives_the_input_code_and_names_the_option(string option, string value)
    {
        var run = await CommandRun.Of("seizure", "enter", option, value, "--json");
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.Equal(option, (string?)run.Json["error"]!["failures"]![0]!["field"]);
    }

    [Fact]
    public async Task A_hash_that_is_none_is_refused_in_words()
    {
        string[] line = ["check", "title", "441900004001GB00012F00010101", "--authorisation-sha256", "abc"];
        Assert.Contains("--authorisation-sha256: 'abc' is not valid, expected a SHA-256: 64 hexadecimal digits",
            (await CommandRun.Of([.. line, "--lang", "en"])).Error);
        Assert.Contains("应为SHA-256：64位十六进制数字", (await CommandRun.Of([.. line, "--lang", "zh"])).Error);
    }

    [Fact]
    public async Task A_template_says_what_may_be_left_out()
    {
        var run = await CommandRun.Of("unit", "migrate", "--template", "--lang", "en");
        Assert.Contains("delete what you do not need", run.Error);
        Assert.Contains("  opening.further_parcels: further parcels (optional)", run.Error);
        Assert.Contains("  opening.unit_code: unit\n", run.Error.ReplaceLineEndings("\n"));
        Assert.Contains("  mortgages: mortgage (optional)", run.Error);
        Assert.Contains("  mortgages.terms: terms", run.Error);
        Assert.Contains("\"acceptance_time_ms\": \"2026-06-01 09:30\"", run.Output);
    }

    [Theory]
    [InlineData("F-07")]
    [InlineData("=REASON")]
    [InlineData("F-07=")]
    public async Task An_acknowledgement_needs_rule_and_reason(string text)
    {
        var run = await CommandRun.Of("contract", "file", "--acknowledge", text);
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.Contains("--acknowledge", run.Error);
    }

    [Theory]
    [InlineData("{ \"nonsense\": 1 }")]
    [InlineData("not json")]
    public async Task A_request_file_of_another_form_is_named(string content)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("request.json", content);
        var run = await CommandRun.Of("contract", "sign", "--file", file);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains(file, run.Error);
    }

    [Fact]
    public async Task A_missing_request_file_is_named()
    {
        var run = await CommandRun.Of("contract", "sign", "--file", "/nonexistent/request.json", "--lang", "zh");
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("/nonexistent/request.json：无法读取", run.Error);
    }

    private static string Sample(ActForm form, ActOption option, string leaf)
    {
        string[] candidates = ["2021-05-31T09:30:00+08:00", "1", "true", .. CodesOf(form, option)];
        foreach (var candidate in candidates)
        {
            try
            {
                RequestFields.Set(form.Create(), option.Path, candidate);
                return candidate;
            }
            catch (FormatException)
            {
                continue;
            }
        }

        throw new InvalidOperationException($"No sample fits {leaf}.");
    }

    private static IEnumerable<string> CodesOf(ActForm form, ActOption option)
    {
        var message = form.Request;
        var steps = option.Path.Split('.');
        foreach (var step in steps[..^1])
            message = message.FindFieldByName(step).MessageType;
        return message.FindFieldByName(steps[^1]) is { FieldType: Google.Protobuf.Reflection.FieldType.Enum } field
            ? field.EnumType.Values.Where(static value => value.Number != 0).Select(static value => value.Name)
            : [];
    }
}
