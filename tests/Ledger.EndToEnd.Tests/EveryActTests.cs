using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Departments;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using DocumentField = Ledger.Log.DocumentField;
using SignedRequest = Ledger.Client.SignedRequest;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// Derived from the descriptors: what an event holds a request can carry, and the client comes to the same event as the service.
/// Both are fed requests in which every field is filled.
/// </summary>
public sealed class EveryActTests
{
    private static readonly byte[] RequestHash = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] Operator = [.. Enumerable.Repeat((byte)8, 32)];

    private static readonly MessageDescriptor[] Departments = [TransactionAct.Descriptor, TaxAct.Descriptor, RegistrationAct.Descriptor, FinanceAct.Descriptor];

    /// <summary>
    /// Parts that events and pages have in common: what of them only the ledger writes, which an event may not state (C-69), and what
    /// hangs on other fields than the examples fill together.
    /// </summary>
    private static readonly string[] OfPagesAlone =
    [
        "ledger.v1.CaseFlow.recorded", "ledger.v1.CaseProject.recorded", "ledger.v1.MortgageAddition.amount_fen", "ledger.v1.MortgageAddition.recording_ms",
        .. Fields("MortgageRow", "additions", "debtors", "determined_date", "determined_fen", "holding", "object", "recording_ms", "state"),
        .. Fields("SeizureRow", "converted", "debtors", "first_day_counts", "handed_to", "holders", "lifted", "organ", "recording_ms", "renewals", "scope",
            "stated_first", "stated_last"),
        .. Fields("SeizureRenewal", "business_number", "delivery_time_ms", "document", "document_number", "first_day_counts", "recording_ms", "stated_last",
            "term"),
        "ledger.v1.MortgageAgreement.accepted", "ledger.v1.BookCompleted.number_exceptions", "ledger.v1.MigratedOpened.number_exceptions",
    ];

    public static TheoryData<string> Acts => [.. Departments.SelectMany(static type => type.Fields.InDeclarationOrder()).Select(static act => act.FullName)];

    [Fact]
    public void No_event_holds_a_field_that_no_request_can_carry()
    {
        var events = EventTypes.All.ToList();
        var (reachable, carried) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        events.ForEach(type => Reach(type, reachable));

        var built = Departments.SelectMany(static type => type.Fields.InDeclarationOrder()).Select(static field => Build(field, out _).Body).ToList();
        built.ForEach(body => Collect(body, carried));
        foreach (var field in Departments.SelectMany(static type => type.Fields.InDeclarationOrder()))
        {
            foreach (var change in Changes(field.MessageType))
                Collect(Build(field, out _, change).Body, carried);
            foreach (var change in Shapes(field.MessageType))
            {
                if (TryBuild(field, change) is { } other)
                    Collect(other.Body, carried);
            }
        }

        // Some acts come through the doors of several departments.
        Assert.Equal(events.Select(static type => type.FullName).Order(StringComparer.Ordinal),
            built.Select(static body => body.Descriptor.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal("", string.Join('\n', reachable.Except(carried, StringComparer.Ordinal).Except(OfPagesAlone, StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void The_client_comes_to_the_same_event_as_the_service(string act)
    {
        var field = Departments.SelectMany(static type => type.Fields.InDeclarationOrder()).Single(field => field.FullName == act);
        var built = Build(field, out var scope);
        // The act is the only one of its request.
        built.Document.Act = 0;
        AssertUnderstood(Wrap(field), built, scope);
    }

    [Fact]
    public void The_rows_of_a_migrated_title_rest_on_the_documents_of_their_act()
    {
        var built = Build(RegistrationAct.Descriptor.FindFieldByNumber(RegistrationAct.OpenMigratedFieldNumber), out _);
        var opened = (MigratedOpened)built.Body;
        var root = new DocumentTree(
            built.Document.Fields.Select(static f => new DocumentField(f.Name, System.Text.Encoding.UTF8.GetBytes(f.Value), f.Salt.Memory))).Root;

        Assert.Equal(root.ToArray(), opened.Act.Document.Root.ToByteArray());
        Assert.All(opened.Mortgages, row => Assert.Equal(opened.Act.Document, row.Document));
        Assert.All(opened.Seizures, row => Assert.Equal(opened.Act.Document, row.Document));
        // What the page hashes is a field of that document.
        Assert.Contains(built.Document.Fields, static f => f.Name == "_mortgage.1.certificate" && f.Value.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void Whatever_a_request_holds_is_built_or_refused_by_field_and_what_is_built_the_client_understands(string act)
    {
        var field = Departments.SelectMany(static type => type.Fields.InDeclarationOrder()).Single(field => field.FullName == act);
        var random = new Random(20261130);
        var (built, refused) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var wrapped = Wrap(field);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                WildValues.Put((IMessage)field.Accessor.GetValue(wrapped), random);

            using var keys = new UnitKeyring(new Dictionary<uint, byte[]> { [1] = new byte[32] });
            var scope = new ActScope(new NoPages(), new KeyringSalts(keys), Day.Of(2026, 12, 31), RequestHash, Operator);
            var made = Build(scope, wrapped);
            if (scope.Faults.Any)
            {
                Assert.All(scope.Faults.All, static failure => Assert.True(failure.Field.Length > 0 && failure.MessageZh.Length > 0));
                refused++;
                continue;
            }

            // Doubts are looked for in whatever was built.
            Cautions.Of([made], new NoPages(), Profiles.Newest.City);
            built++;
            AssertUnderstood(wrapped, made, scope);
        }

        Assert.True(built > 0 && refused > 0, $"{built} built, {refused} refused");
    }

    private static IEnumerable<string> Fields(string message, params string[] names) => names.Select(name => $"ledger.v1.{message}.{name}");

    private static BuiltAct Build(ActScope scope, IMessage act) => scope.Build(AskedAct.Of([act])[0]);

    private static BuiltAct Build(FieldDescriptor field, out ActScope scope, Action<IMessage>? change = null)
    {
        using var keys = new UnitKeyring(new Dictionary<uint, byte[]> { [1] = new byte[32] });
        scope = new ActScope(new NoPages(), new KeyringSalts(keys), Day.Of(2026, 12, 31), RequestHash, Operator);
        var assessed = (AssessTaxRequest)FullRequest.Of(AssessTaxRequest.Descriptor);
        // Later acts of an envelope know the units of the contract from an earlier one.
        scope.Build(AskedAct.Alone(assessed));
        var built = Build(scope, Wrap(field, change));
        Assert.False(scope.Faults.Any, $"{field.FullName}: {string.Join("; ", scope.Faults.All)}");
        return built;
    }

    /// <summary>Every flag set and every code taken, one at a time, wherever a request has it: what a part holds depends on them.</summary>
    private static IEnumerable<Action<IMessage>> Changes(MessageDescriptor type, params IReadOnlyList<FieldDescriptor> way)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            object[] values = field.FieldType switch
            {
                FieldType.Bool => [true],
                FieldType.Enum => [.. field.EnumType.Values.Skip(1).Select(value => Enum.ToObject(field.EnumType.ClrType, value.Number))],
                _ => [],
            };
            foreach (var value in values)
                yield return request => Set(request, [.. way, field], value);
            if (field.FieldType == FieldType.Message)
            {
                foreach (var change in Changes(field.MessageType, [.. way, field]))
                    yield return change;
            }
        }
    }

    /// <summary>Every part left out, and every list with one item more: what a request takes in place of a part, and what counts by its place.</summary>
    private static IEnumerable<Action<IMessage>> Shapes(MessageDescriptor type)
        => type.Fields.InDeclarationOrder().Where(static field => field.FieldType == FieldType.Message || field.IsRepeated)
            .SelectMany(static field => field switch
            {
                { IsRepeated: false } => [request => field.Accessor.Clear(request)],
                { FieldType: FieldType.Message } => Shapes(field.MessageType)
                    .Select(change => (Action<IMessage>)(request => change((IMessage)((IList)field.Accessor.GetValue(request))[0]!)))
                    .Append(request => OneMore(field, request)),
                _ => (IEnumerable<Action<IMessage>>)[request => OneMore(field, request)],
            });

    private static void OneMore(FieldDescriptor field, IMessage message)
    {
        var list = (IList)field.Accessor.GetValue(message);
        list.Add(list[0]);
    }

    /// <summary>What a request becomes; null where it is refused.</summary>
    private static BuiltAct? TryBuild(FieldDescriptor field, Action<IMessage> change)
    {
        using var keys = new UnitKeyring(new Dictionary<uint, byte[]> { [1] = new byte[32] });
        var scope = new ActScope(new NoPages(), new KeyringSalts(keys), Day.Of(2026, 12, 31), RequestHash, Operator);
        var built = Build(scope, Wrap(field, change));
        return scope.Faults.Any ? null : built;
    }

    private static void Set(IMessage message, IReadOnlyList<FieldDescriptor> way, object value)
    {
        var field = way[0];
        if (way.Count == 1)
        {
            if (field.IsRepeated)
                ((IList)field.Accessor.GetValue(message))[0] = value;
            else
                field.Accessor.SetValue(message, value);
            return;
        }

        var next = field.Accessor.GetValue(message);
        if ((next is IList list ? list[0] : next) is IMessage part)
            Set(part, [.. way.Skip(1)], value);
    }

    private static IMessage Wrap(FieldDescriptor field, Action<IMessage>? change = null)
    {
        var act = field.ContainingType.Parser.ParseFrom([]);
        var form = ActForms.Of(field.MessageType);
        var request = change is null && Profiles.One.Flows.Find(form.Event.FullName) is not null
            ? FullRequest.Of(field.MessageType)
            : ActExamples.Of(form, change);
        if (request is RegisterMortgageRequest or CancelMortgageRequest or OpenMigratedRequest)
        {
            // A mortgage's certificate is a proof.
            ReplaceCertificates(request);
        }

        field.Accessor.SetValue(act, request);
        return act;
    }

    private static void ReplaceCertificates(IMessage request)
    {
        const string Proof = "粤（2021）东莞不动产证明第0000001号";
        switch (request)
        {
            case RegisterMortgageRequest register: register.Certificate = Proof; break;
            case CancelMortgageRequest { Certificate: { } certificate }: certificate.Number = Proof; break;
            case OpenMigratedRequest migrated: migrated.Mortgages[0].Certificate = Proof; break;
            default: break;
        }
    }

    /// <summary>A clerk's program compares all but tokens and roots; a bank recomputes everything before it signs.</summary>
    private static void AssertUnderstood(IMessage act, BuiltAct built, ActScope scope)
    {
        var payload = new Payload { Origin = "ledger.example/city", Sequence = 1, TimeMs = 1, Nonce = ByteString.CopyFrom(new byte[EntryCodec.NonceSize]) };
        payload.Events.Add(new Event { Type = built.Type, Body = built.Body.ToByteString() });
        var signed = new SignedRequest("", "", new byte[32], [], [], Operator, RequestHash);
        if (act is FinanceAct bank)
        {
            var reply = new PrepareReply
            {
                Payload = payload.ToByteString(),
                ExpiresMs = 1,
                PartySalts = { scope.PartySalts },
                DocumentSalts = { built.Document }
            };
            var bytes = new PrepareRequest { Acts = { bank } }.ToByteArray();
            PreparedCheck.Check(signed with { Bytes = bytes }, reply, payload.Origin, DateTimeOffset.FromUnixTimeMilliseconds(1));
            return;
        }

        var asked = AskedEvents.Of(AskedAct.Of([act]), signed, new NothingKnown()).Select(static asked => asked.Body);
        Assert.Empty(ActComparison.Differences([.. asked], payload, withTokens: false));
    }

    private static void Reach(MessageDescriptor type, SortedSet<string> fields)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (fields.Add(field.FullName) && field.FieldType == FieldType.Message)
                Reach(field.MessageType, fields);
        }
    }

    private static void Collect(IMessage message, SortedSet<string> fields)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            var items = value is IList list ? list.Cast<object>() : value is null ? [] : [value];
            foreach (var item in items)
            {
                if (field.IsRepeated || item is IMessage || !IsDefault(item))
                    fields.Add(field.FullName);

                if (item is IMessage nested)
                    Collect(nested, fields);
            }
        }
    }

    private static bool IsDefault(object value) => value switch
    {
        "" or 0u or 0ul or false => true,
        ByteString bytes => bytes.IsEmpty,
        Enum code => Convert.ToInt32(code, provider: null) == 0,
        _ => false,
    };

    private sealed class NoPages : IPageReader
    {
        public Page? ReadPage(string key) => null;
    }
}
