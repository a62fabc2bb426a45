using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Ledger.Acts;

namespace Ledger.Cli.Tests;

/// <summary>The codes that acts hold.</summary>
public sealed class CodesCommandTests
{
    [Fact]
    public async Task Every_enumeration_of_every_act_is_listed_with_the_codes_that_requests_write()
    {
        var lists = (JsonArray)(await CommandRun.Of("codes", "--json")).Json["lists"]!;
        var listed = lists.SelectMany(static list => (JsonArray)list!["codes"]!).Select(static code => (string)code!["code"]!)
            .ToHashSet(StringComparer.Ordinal);

        var values = ActForms.All.SelectMany(static form => Fields(form.Request)).Where(static field => field.FieldType == FieldType.Enum)
            .SelectMany(static field => field.EnumType.Values).Select(static value => value.Name).Distinct()
            .Where(static name => !name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal));
        Assert.All(values, name => Assert.Contains(name, listed));
        Assert.Equal(lists.Count, lists.Select(static list => (string)list!["list"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("right-type", "4", "国有建设用地使用权")]
    [InlineData("document-type", "1", "身份证")]
    [InlineData("tax-kind", "TAX_KIND_DEED", "契税")]
    [InlineData("flow", "M1", "抵押")]
    public async Task A_list_says_what_each_code_means(string list, string code, string meaning)
    {
        var run = await CommandRun.Of("codes", list, "--lang", "zh");
        Assert.Equal(ExitCode.Ok, run.Code);
        var line = Assert.Single(run.Output.Split('\n'), line => line.Contains($" {code} ", StringComparison.Ordinal));
        Assert.Contains(meaning, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_there_is_not_is_an_input_fault()
    {
        var run = await CommandRun.Of("codes", "nonsense", "--lang", "en");
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.Contains("`ledger codes` names them", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_holds_examples_that_become_the_event_and_says_what_each_code_means()
    {
        foreach (var form in ActForms.All)
        {
            var run = await CommandRun.Of(form.Group, form.Verb, "--template", "--lang", "en");
            var request = form.Create();
            RequestJson.Read(request, run.Output);
            Assert.Empty(ActExamples.FaultsOf(form, request));
            Assert.All(Fields(form.Request), field => Assert.Contains($"{field.Name}: ", run.Error, StringComparison.Ordinal));
        }

        Assert.Contains("TAX_KIND_DEED deed tax", (await CommandRun.Of("tax", "assess", "--template", "--lang", "en")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_in_a_file_is_written_as_people_write_it()
    {
        var request = new V1.EnterSeizureRequest();
        RequestJson.Read(request, """{ "delivery_time_ms": "2021-05-31 09:30" }""");
        Assert.Equal(1_622_424_600_000ul, request.DeliveryTimeMs);
        Assert.Throws<JsonFault>(() => RequestJson.Read(new V1.EnterSeizureRequest(), """{ "delivery_time_ms": "2021-05-31" }"""));
    }

    private static IEnumerable<FieldDescriptor> Fields(MessageDescriptor message) => message.Fields.InDeclarationOrder()
        .SelectMany(static field => field.FieldType == FieldType.Message ? Fields(field.MessageType) : [field]);
}
