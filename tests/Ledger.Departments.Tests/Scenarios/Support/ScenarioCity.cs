using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>
/// A city under profile 2 for a scenario: four departments and two banks over gRPC, a clock that the scenario moves, staff who are
/// enrolled. Acts are asked for as people ask: by their requests.
/// </summary>
internal sealed partial class ScenarioCity : IAsyncDisposable
{
    private static readonly string[] Departments = ["transaction", "tax", "registration", "finance"];

    private readonly ScenarioClock clock;
    private readonly Dictionary<string, Clerk> clerks = new(StringComparer.Ordinal);

    private ScenarioCity(ScenarioClock clock)
    {
        this.clock = clock;
        City = new TestCity(clock, clocks: null, profile: 2);
        Reviewer = City["registration"].Issue("reviewer");
        Approver = City["registration"].Issue("approver");
    }

    /// <summary>The city behind it.</summary>
    public TestCity City { get; }

    /// <summary>Who reviews at the registry; the operator accepts and records.</summary>
    public TestCertificate Reviewer { get; }

    /// <summary>Who approves exceptions at the registry.</summary>
    public TestCertificate Approver { get; }

    /// <summary>The instant at which the scenario stands.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The scenario's instant, ms.</summary>
    public ulong NowMs => (ulong)Now.ToUnixTimeMilliseconds();

    /// <summary>The scenario's day of UTC+8, as people write it.</summary>
    public string Today => Day.At(NowMs).ToString();

    /// <summary>Opens a city at an instant of UTC+8, e.g. <c>2026-03-02 09:00</c>.</summary>
    public static async Task<ScenarioCity> OpenAsync(string now)
    {
        var city = new ScenarioCity(ScenarioClock.At(Instant(now)));
        foreach (var department in Departments)
        {
            await city.City.StartAsync(department);
            city.clerks[department] = new Clerk(city.City, department, city.City[department].Operator);
        }

        foreach (var bank in new[] { "bank-a", "bank-b" })
            city.clerks[bank] = new Clerk(city.City, "finance", city.City[bank].Operator);
        return city;
    }

    /// <summary>An instant of UTC+8.</summary>
    public static DateTimeOffset Instant(string text)
        => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>Moves on to an instant of UTC+8.</summary>
    public void At(string now) => clock.Set(Instant(now));

    /// <summary>Asks for acts of one organisation in one envelope.</summary>
    public Task<ScenarioOutcome> DoAsync(string organisation, params IReadOnlyList<IMessage> requests)
        => AskAsync(clerks[organisation], organisation, requests);

    private async Task<ScenarioOutcome> AskAsync(Clerk asker, string organisation, IReadOnlyList<IMessage> requests)
    {
        var department = City[organisation].Member.Department;
        var acts = requests.Select(request => Door.Of(department).Wrap(request)).ToList();
        try
        {
            var reply = department == "finance" ? await SubmitAsync(organisation, acts) : await WriteAsync(asker, department, acts);
            return new(reply.State is RecordState.Ordered or RecordState.Recorded, [.. reply.Notices], reply.State.ToString());
        }
        catch (RpcException e)
        {
            var failures = Details.Of<RuleFailure>(e);
            return new(Recorded: false, failures, failures.Count > 0 ? "" : $"{e.Status}: {string.Join("; ", Details.Of<InputFailure>(e))}");
        }
    }

    public async ValueTask DisposeAsync() => await City.DisposeAsync();

    private async Task<WriteReply> WriteAsync(Clerk asker, string department, IReadOnlyList<IMessage> acts)
    {
        var name = char.ToUpperInvariant(department[0]) + department[1..];
        var service = $"/ledger.v1.{name}Service/Write";
        IMessage request = department switch
        {
            "transaction" => Write(new TransactionWriteRequest { Context = Context() }, acts, static r => r.Acts),
            "tax" => Write(new TaxWriteRequest { Context = Context() }, acts, static r => r.Acts),
            _ => Write(new RegistrationWriteRequest { Context = Context() }, acts, static r => r.Acts),
        };
        return await asker.SendAsync(request, service);
    }

    private async Task<WriteReply> SubmitAsync(string bank, IReadOnlyList<IMessage> acts)
    {
        var organisation = City[bank];
        var asked = new PrepareRequest { Context = Context(), KeyId = ByteString.CopyFrom(organisation.Signer.Signer.KeyId().Span) };
        asked.Acts.AddRange(acts.Cast<FinanceAct>());
        var prepared = await Mortgages.PrepareAsync(clerks[bank], organisation.Operator, asked);
        return await clerks[bank].SendAsync(
            new SubmitRequest { Context = Context(), Envelope = Mortgages.Sign(organisation, prepared) }, Mortgages.Submit);
    }

    private RequestContext Context() => new() { Id = TestCity.NewContext().Id, TimeMs = NowMs };

    private static TRequest Write<TRequest, TAct>(TRequest request, IReadOnlyList<IMessage> acts, Func<TRequest, RepeatedField<TAct>> list)
    {
        list(request).AddRange(acts.Cast<TAct>());
        return request;
    }
}
