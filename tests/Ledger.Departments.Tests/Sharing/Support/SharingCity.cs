using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>A city in which Bo buys An's flat: questions, decisions and authorisations as clerks put them.</summary>
internal sealed class SharingCity : IAsyncDisposable
{
    public const string Flat = "441900004001GB00012F00010101";
    public const string Second = "441900004001GB00012F00010102";
    public const string Third = "441900004001GB00012F00010103";

    private const string Service = "/ledger.v1.SharingService/";

    private SharingCity(ScenarioCity city) => City = city;

    public ScenarioCity City { get; }

    /// <summary>The sale of the flat, filed.</summary>
    public required Sale Sale { get; init; }

    public static async Task<SharingCity> OpenAsync()
    {
        var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, Bo), city.Unit(Third, Chen));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.FiledAsync();
        return new(city) { Sale = sale };
    }

    /// <summary>Homes of a family, as the tax clerk asks for the sale.</summary>
    public SharedQuestion Homes(params PartyInput[] family) => new()
    {
        Item = "homes",
        Purpose = "DEED_TAX",
        UnitCode = Flat,
        ContractNumber = Sale.Number,
        Persons = { family },
        OfficialFile = "QS-2026-0001",
    };

    /// <summary>Whether a price is the filed one.</summary>
    public SharedQuestion Price(decimal yuan) => new()
    {
        Item = "price-filed",
        Purpose = "DEED_TAX",
        UnitCode = Flat,
        ContractNumber = Sale.Number,
        Price = Yuan.Of(yuan),
        OfficialFile = "QS-2026-0001",
    };

    /// <summary>Liens of a unit, as a bank asks on an owner's authorisation.</summary>
    public static SharedQuestion Liens(OwnersAuthorisation authorisation, string item = "liens", string unit = Flat, string purpose = "LOAN")
        => new() { Item = item, Purpose = purpose, UnitCode = unit, Authorisation = authorisation };

    /// <summary>Asks as an organisation's operator.</summary>
    public Task<AskReply> AskAsync(string organisation, string department, SharedQuestion question)
        => CallAsync<AskReply>(City.City[organisation].Operator, department, "Ask", Request(question));

    /// <summary>A request that asks.</summary>
    public AskRequest Request(SharedQuestion question) => new() { Context = Context(), Question = question };

    /// <summary>An lets a bank ask.</summary>
    public async Task<OwnersAuthorisation> AuthoriseAsync(string bank, SharedField field, string last = "2026-03-31", Action<AuthoriseRequest>? change = null)
    {
        var request = new AuthoriseRequest
        {
            Context = Context(),
            UnitCode = Flat,
            Owner = An,
            Asker = City.City[bank].Member.CreditCode,
            Purpose = "LOAN",
            Fields = { field },
            FirstDay = City.Today,
            LastDay = last,
            Sha256 = ScenarioRequests.Paper("signed"),
        };
        change?.Invoke(request);
        return (await CallAsync<AuthoriseReply>(City.City["registration"].Operator, "registration", "Authorise", request)).Authorisation;
    }

    /// <summary>The code that goes with the title of the flat.</summary>
    public async Task<string> CodeAsync() => (await CallAsync<TraceCodeReply>(
        City.City["registration"].Operator, "registration", "GetTraceCode", new GetTraceCodeRequest { Context = Context(), UnitCode = Flat })).Code;

    /// <summary>Who asked about the flat, as a department tells the holder of a code.</summary>
    public Task<ListTracesReply> TracesAsync(string department, string code, string unit = Flat)
        => CallAsync<ListTracesReply>(
            City.City[department].Operator, department, "ListTraces", new ListTracesRequest { Context = Context(), UnitCode = unit, Code = code });

    /// <summary>Decides as the department's officer.</summary>
    public Task<WriteReply> DecideAsync(string department, string question, bool grant, string reason = "")
        => CallAsync<WriteReply>(
            City.City[department].Operator, department, "Decide",
            new DecideRequest { Context = Context(), QuestionId = question, Grant = grant, Reason = reason });

    /// <summary>Makes a call of the service.</summary>
    public async Task<T> CallAsync<T>(TestCertificate caller, string department, string method, IMessage request)
        where T : class, IMessage<T>, new()
    {
        var bytes = await RawCall.UnaryAsync(
            City.City.Connect(department, caller), Service + method, request.ToByteArray(), TestCity.Sign(caller, Service + method, request));
        var reply = new T();
        reply.MergeFrom(bytes);
        return reply;
    }

    /// <summary>A fresh context at the scenario's instant.</summary>
    public RequestContext Context() => new() { Id = TestCity.NewContext().Id, TimeMs = City.NowMs };

    /// <summary>The answer of a reply, after its receipt is found to hold its hash.</summary>
    public static SharedAnswer AnswerOf(AskReply reply)
    {
        Assert.Equal(SharedHash.OfAnswer(reply.Salt.Span, reply.Answer.Span), TraceOf(reply).Answer);
        return SharedAnswer.Parser.ParseFrom(reply.Answer);
    }

    /// <summary>The trace in the receipt of a reply.</summary>
    public static QueryTraced TraceOf(AskReply reply) => TraceOf(reply.Receipt);

    /// <summary>The trace in a receipt.</summary>
    public static QueryTraced TraceOf(Receipt receipt)
    {
        var payload = Payload.Parser.ParseFrom(LogEntry.Parser.ParseFrom(receipt.Entry).Envelope.Payload);
        return QueryTraced.Parser.ParseFrom(payload.Events.Single(static e => e.Type == QueryTraced.Descriptor.FullName).Body);
    }

    /// <summary>Queries on a unit that stand on the ledger, counted as the holder of its secret does.</summary>
    public int CountOf(ListTracesReply traces)
    {
        var trace = new UnitTrace(traces.Secrets[0].Epoch, traces.Secrets[0].Secret.ToByteArray());
        var count = 0;
        while (City.Read<TracePage>(PageKeys.Trace(trace.Of((ulong)count + 1).Span)) is not null)
            count++;
        return count;
    }

    public async ValueTask DisposeAsync() => await City.DisposeAsync();
}
