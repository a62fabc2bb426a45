using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>Whoever asked wrote the request: faults name its fields, lines and options, and say what refuses and what only warns.</summary>
public sealed class WrittenRequestTests
{
    /// <summary>Fields of events that no field of the request states: the program and the department make them.</summary>
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal)
    {
        "epoch", "trace_count", "trace_head", "request_hash", "operator", "price_converted", "amount_converted",
    };

    [Fact]
    public void Every_field_of_every_event_is_told_by_the_field_of_the_request_it_came_from()
    {
        var wrong = new List<string>();
        foreach (var form in ActForms.All)
        {
            var request = RequestExamples.Full(form);
            foreach (var field in form.Event.Fields.InDeclarationOrder().Where(static field => field.Name != "act" && !Made.Contains(field.Name)))
            {
                if (field.Name != "agreement" && EventFields.PathIn(request, field.Name) is null)
                    wrong.Add($"{form.Group} {form.Verb}: {field.Name}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("recording.recording_ms", "recording.recording_time_ms")]
    [InlineData("recording.reviewer", "recording.reviewer")]
    [InlineData("act.acknowledgements[0].rule", "document.acknowledgements[0].rule")]
    [InlineData("act.operator", null)]
    [InlineData("price_fen", "price")]
    [InlineData("type", null)]
    public void A_field_of_the_event_is_that_of_the_request(string path, string? expected)
        => Assert.Equal(expected, EventFields.PathIn(RequestExamples.Full(ActForms.Of(RecordTransferRequest.Descriptor)), path));

    [Fact]
    public void Of_lists_that_events_sort_the_element_is_found_by_its_unit()
    {
        var request = new RecordTransferRequest();
        request.Units.Add(new UnitTransferInput { UnitCode = "441900004001GB00012F00010102" });
        request.Units.Add(new UnitTransferInput { UnitCode = "441900004001GB00012F00010101" });
        Assert.Equal("units[1].price", EventFields.PathIn(request, "units[0].price_fen"));
    }

    [Fact]
    public void A_fault_names_file_line_and_field_as_they_are_written()
    {
        var written = Read("""
            {
              "contract_number": "441900B26060000001",
              "units": [
                { "unit_code": "1" },
                {
                  "unit_code": "2",
                  "price": { "value": "x" }
                }
              ]
            }
            """);
        Assert.Equal("sale.json:7: units[1].price.value", written.Of("units[1].price.value", Language.English));
        Assert.Equal("sale.json:5: units[1].share（份额）", written.Of("units[1].share", Language.Chinese));
        Assert.Equal("signing_date (signed)", written.Of("signing_date", Language.English));
    }

    [Fact]
    public void No_place_in_a_list_is_told_that_nobody_wrote()
    {
        var written = Read("""{ "units": [{ "unit_code": "1" }] }""");
        Assert.Equal("sale.json:1: units.price", written.Of("units[0].price", Language.English));
        Assert.Equal("tickets.number", new WrittenRequest().Of("tickets[0].number", Language.English));
    }

    [Fact]
    public void A_field_that_an_option_set_is_told_by_the_option()
    {
        var written = new WrittenRequest();
        written.ByOption("tickets.number", "--ticket");
        Assert.Equal("--ticket", written.Of("tickets[0].number", Language.English));
    }

    [Fact]
    public void A_refusal_tells_what_refuses_first_and_how_what_warns_is_accepted()
    {
        var request = new RecordTransferRequest { Recording = new RecordingInput() };
        var written = Read("""{ "recording": { } }""", request);
        var refused = new RefusedException(
        [
            Failure("C-25", "WARNING"), Failure("C-83", "INFORMATION"), Failure("C-71", "EXCEPTION"),
            new RuleFailure
            {
                Rule = "C-69", Severity = "REJECT", NameEn = "typed", MessageEn = "field recording.recording_ms is not valid, expected an instant",
                MessageZh = "字段recording.recording_ms无效，应为时刻",
                Values = { new RuleValue { Label = "seen", Value = "0", Source = "event.recording.recording_ms" } },
            },
        ]);
        var lines = FailureView.Lines(refused, Language.English, written).ToList();
        Assert.Equal(
            ["[refused]", "[refused unless excepted]", "[warning]", "[information]"],
            lines.Where(static line => line.StartsWith('[')).Select(static line => line[..(line.IndexOf(']', StringComparison.Ordinal) + 1)]));
        Assert.Contains("field sale.json:1: recording.recording_time_ms", lines[0], StringComparison.Ordinal);
        Assert.Contains("[sale.json:1: recording.recording_time_ms", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, static line => line.Contains("--acknowledge C-25=REASON", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("--exception C-71=NUMBER", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.Contains("recording_ms", StringComparison.Ordinal));
        Assert.Contains("recording.recording_time_ms", FailureView.Lines(refused, Language.Chinese, written).First(), StringComparison.Ordinal);

        var json = FailureView.Json(refused, ExitCode.Refused, written)["error"]!["failures"]!.AsArray();
        Assert.Equal("WARNING", (string?)json[0]!["severity"]);
        Assert.StartsWith("sale.json:1: recording.recording_time_ms", (string?)json[3]!["fields"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_input_code_tells_options_by_their_names()
    {
        var run = await CommandRun.Of("seizure", "enter", "--months", "many", "--lang", "en");
        Assert.StartsWith("--months: ", run.Error, StringComparison.Ordinal);
    }

    private static RuleFailure Failure(string rule, string severity) => new() { Rule = rule, Severity = severity, NameEn = rule, MessageEn = "said" };

    private static WrittenRequest Read(string json, Google.Protobuf.IMessage? request = null)
    {
        var written = new WrittenRequest();
        request ??= new SignContractRequest();
        RequestJson.Read(request, json, written);
        written.InFile("sale.json");
        written.Request = request;
        return written;
    }
}
