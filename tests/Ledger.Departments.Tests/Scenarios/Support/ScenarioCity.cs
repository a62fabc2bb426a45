using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Chaincode.Tests;
using Ledger.Fabric.Protocol.Tests;
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
    private readonly TwinOrdering ordering;

    private ScenarioCity(TestCity city, ScenarioClock clock, TwinOrdering ordering)
    {
        (City, this.clock, this.ordering) = (city, clock, ordering);
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
    public static async Task<ScenarioCity> OpenAsync(string now, string file = "dongguan")
    {
        var clock = ScenarioClock.At(Instant(now));
        var members = new TestCity(clock, clocks: null, profile: 2);
        var fabric = await ChaincodeNetwork.StartAsync(members.Genesis, clock);
        await fabric.FoundAsync(members.Genesis);
        var city = new ScenarioCity(members, clock, new TwinOrdering(members.Ordering, members.Peer, fabric)) { IsLinlan = file == "linlan" };
        foreach (var department in Departments)
        {
            await members.StartAsync(department, ordering: city.ordering);
            city.clerks[department] = new Clerk(members, department, members[department].Operator);
        }

        foreach (var bank in new[] { "bank-a", "bank-b" })
            city.clerks[bank] = new Clerk(members, "finance", members[bank].Operator);
        if (city.IsLinlan)
            await city.PublishAsync(file);
        await city.EnrolAsync();
        return city;
    }

    /// <summary>Whether the invented second city's file is in force, else Dongguan's.</summary>
    public bool IsLinlan { get; private init; }

    private string Place => IsLinlan ? "临澜" : "东莞";

    /// <summary>An instant of UTC+8.</summary>
    public static DateTimeOffset Instant(string text)
        => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>Moves on to an instant of UTC+8.</summary>
    public void At(string now) => clock.Set(Instant(now));

    /// <summary>The transaction department writes, in one envelope.</summary>
    public Task<ScenarioOutcome> Transaction(params IReadOnlyList<IMessage> acts) => DoAsync("transaction", acts);

    /// <summary>The tax department writes.</summary>
    public Task<ScenarioOutcome> Tax(params IReadOnlyList<IMessage> acts) => DoAsync("tax", acts);

    /// <summary>The registration department writes.</summary>
    public Task<ScenarioOutcome> Registration(params IReadOnlyList<IMessage> acts) => DoAsync("registration", acts);

    /// <summary>A bank writes and signs.</summary>
    public Task<ScenarioOutcome> BankA(params IReadOnlyList<IMessage> acts) => DoAsync("bank-a", acts);

    /// <summary>Another bank.</summary>
    public Task<ScenarioOutcome> BankB(params IReadOnlyList<IMessage> acts) => DoAsync("bank-b", acts);

    /// <summary>An organisation writes, in one envelope.</summary>
    public async Task<ScenarioOutcome> DoAsync(string organisation, IReadOnlyList<IMessage> requests)
    {
        var outcome = await AskAsync(clerks[organisation], organisation, requests);
        Assert.Null(ordering.Difference);
        return outcome;
    }

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

    /// <summary>A governance event of the registry: the only department of this city that runs a peer, so it takes effect at once.</summary>
    public async Task GovernAsync(IMessage e)
    {
        var result = await ordering.SubmitAsync(Sign("registration", e).ToByteArray(), TestCity.Limit);
        Assert.True(
            result is Peers.SubmitResult.Admitted,
            result is Peers.SubmitResult.Refused refused ? string.Join("; ", refused.Verdict.Findings.Select(static f => f.MessageEn)) : $"{result}");
        Assert.Null(ordering.Difference);
    }

    /// <summary>The state as the chaincode's stand-in peer has it.</summary>
    public CommittedState Fabric => ordering.Fabric;

    /// <summary>Envelopes that both orderings recorded, and that both refused.</summary>
    public (int Recorded, int Refused) Compared => ordering.Compared;

    /// <summary>Replays the whole ledger from genesis: it comes to the same state root (scenario 18).</summary>
    public async Task ReplayAsync()
    {
        var head = City.Peer.Head;
        var entries = City.Peer.Reader.ReadEntries(0, head.Size).Select(static entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable();
        var replayed = await Chain.Replay.RunAsync(entries, City.Genesis.Sha256, new Contracts.LedgerContract(), progress: null, TestCity.Limit);
        Assert.Equal(head.StateRoot, replayed.Head.StateRoot);
    }

    /// <summary>Replays the ledger, and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await ReplayAsync();
        await City.DisposeAsync();
        await ordering.DisposeAsync();
        keys.Dispose();
    }

    private Task PublishAsync(string file) => GovernAsync(new TablePublished
    {
        Kind = TableKind.City,
        City = file,
        Source = "CITY-FILE-1",
        CityFile = Contracts.Cities.Files.Single(known => known.Id == file),
    });

    private Envelope Sign(string department, IMessage e) => new EnvelopeSigner(City[department].Signer.Key).Sign(new Payload
    {
        Origin = TestCity.Origin,
        Sequence = (ulong)(1_000_000 + ++serial),
        TimeMs = NowMs,
        Nonce = ByteString.CopyFrom(new byte[16]),
        Events = { new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() } },
    });

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
