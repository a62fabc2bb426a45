using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts.Tests;

/// <summary>
/// Of every act one invented request, typed as people type (full-width digits, 万元, lists in any order), and the very bytes of the
/// event that it becomes. They are what service and client agree on: a form that changes them breaks every client in use.
/// </summary>
public sealed class ActVectorTests
{
    private static readonly byte[] RequestHash = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] Operator = [.. Enumerable.Repeat((byte)8, 32)];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Acts => [.. ActForms.All.Select(NameOf)];

    [Fact]
    public void Every_act_has_its_vector_and_every_vector_its_act()
    {
        var vectors = typeof(ActVectorTests).Assembly.GetManifestResourceNames().Select(static name => name[..^".json".Length]);

        Assert.Equal(ActForms.All.Select(NameOf).Order(StringComparer.Ordinal), vectors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void A_request_becomes_these_bytes(string act)
    {
        var form = ActForms.All.Single(form => NameOf(form) == act);
        var vector = Read(act);
        var request = new JsonParser(JsonParser.Settings.Default).Parse(vector["request"]!.ToJsonString(), form.Request);
        using var salts = new FixedSalts();
        var scope = new ActScope(new OneContract(), salts, Day.Of(2021, 6, 1), RequestHash, Operator);

        var built = scope.Build(new AskedAct("", form, request));

        Assert.Empty(scope.Faults.All);
        Assert.Equal((string?)vector["event"], built.Type);
        var bytes = built.Body.ToByteArray();
        if ((string?)vector["bytes"] is not { Length: > 0 } expected)
        {
            Assert.Fail($"{act} has no bytes yet. This is what its request becomes: look at it, then copy it.\n"
                + $"{Show(form, bytes)}\n{Convert.ToHexStringLower(bytes)}");
            return;
        }

        Assert.Equal(Show(form, Convert.FromHexString(expected)), Show(form, bytes));
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
        Assert.Equal(
            vector["document"]!.AsObject().Select(static field => $"{field.Key}={(string)field.Value!}"),
            built.Document.Fields.Select(static field => $"{field.Name}={field.Value}"));
        Assert.Equal(vector["subjects"]!.AsArray().Select(static subject => (string)subject!), built.Subjects.Order(StringComparer.Ordinal));
    }

    private static string NameOf(ActForm form) => $"{form.Group}-{form.Verb}";

    private static JsonObject Read(string act)
    {
        using var stream = typeof(ActVectorTests).Assembly.GetManifestResourceStream($"{act}.json")
            ?? throw new InvalidOperationException($"{act} has no vector.");
        return JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>An event in words, so that a difference is seen where it is.</summary>
    private static string Show(ActForm form, byte[] bytes) =>
        JsonNode.Parse(JsonFormatter.Default.Format(form.Event.Parser.ParseFrom(bytes)))!.ToJsonString(Readable);
}
