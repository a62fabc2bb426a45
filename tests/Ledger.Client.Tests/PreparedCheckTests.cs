using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client.Tests;

/// <summary>A bank signs nothing but what it asked for.</summary>
public sealed class PreparedCheckTests
{
    private const string Unit = "441900004001GB00012F00010101";
    private const string Customer = "441900188001010016";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.TimeMs);
    private static readonly SignedRequest Signed = new(
        "finance", "/ledger.v1.FinanceService/Prepare", new byte[32], [], [], [.. Enumerable.Repeat((byte)2, 32)], [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly byte[] PartySaltBytes = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public void What_was_asked_for_may_be_signed() => Check(Reply());

    public static TheoryData<string, Action<MortgageContractSigned>> Changes => new()
    {
        { "terms", c => c.Terms.AmountFen++ },
        { "terms", c => c.Terms.TermEnd = 20410602 },
        { "terms", c => c.Terms.TransferRestricted = true },
        { "mortgage", c => c.Mortgage.ContractNumber = "DY-2021-000002" },
        { "mortgage", c => c.Mortgage.Mortgagee = "91441900MA0000015D" },
        { "signing_date", c => c.SigningDate = 20210602 },
        { "amount_converted", c => c.AmountConverted = true },
        { "units", c => c.Units[0].Share.Denominator = 2 },
        { "units", c => c.Units[0].Epoch = 9 },
        { "units", c => c.Units[0].UnitCode = "441900004001GB00012F00010102" },
        { "mortgagors", c => c.Mortgagors[0].Tokens[0] = ByteString.CopyFrom(new byte[32]) },
        { "mortgagors", c => c.Mortgagors.Add(c.Mortgagors[0].Clone()) },
        { "mortgagors_not_signing", c => c.MortgagorsNotSigning.Add(0) },
        { "act", c => c.Act.RequestHash = ByteString.CopyFrom(new byte[32]) },
        { "act", c => c.Act.Acknowledgements.Add(new Acknowledgement { Rule = "C-40", Reason = "X1" }) },
        { "body", c => c.Act.Document.Root = ByteString.CopyFrom(new byte[32]) },
        { "body", c => c.Act.Document.Fields++ },
        { "body", c => c.Act.Document = null },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_other_field_is_refused_by_name(string field, Action<MortgageContractSigned> change)
    {
        var reply = Reply(change: change);
        Assert.Contains($"[0] {field}:", Assert.Throws<UntrustedReplyException>(() => Check(reply)).English);
    }

    [Fact]
    public void A_payload_of_another_ledger_time_or_sequence_is_refused()
    {
        Assert.Contains("origin", Refusal(Reply(payload: p => p.Origin = "other.localhost/x")));
        Assert.Contains("time_ms", Refusal(Reply(payload: p => p.TimeMs += 301_000)));
        Assert.Contains("time_ms", Refusal(Reply(payload: p => p.TimeMs -= 301_000)));
        Assert.Contains("sequence", Refusal(Reply(payload: p => p.Sequence = 0)));
        Assert.Contains("events", Refusal(Reply(payload: p => p.Events.Add(p.Events[0].Clone()))));
    }

    [Fact]
    public void A_payload_in_another_encoding_is_refused()
    {
        var reply = Reply();
        reply.Payload = ByteString.CopyFrom([.. reply.Payload.Span, 0x98, 0x06, 0x01]);
        Assert.Throws<UntrustedReplyException>(() => Check(reply));
    }

    [Fact]
    public void Without_the_customers_salt_nothing_is_signed()
    {
        var missing = Reply();
        missing.PartySalts.Clear();
        Assert.Contains("party_salts", Refusal(missing));

        var other = Reply();
        other.PartySalts[0].Salt = ByteString.CopyFrom(Enumerable.Repeat((byte)8, 32).ToArray());
        Assert.Contains("mortgagors", Refusal(other));
    }

    [Fact]
    public void A_document_that_lacks_or_changes_or_adds_a_field_is_refused()
    {
        Assert.Contains("document[loan.purpose]", Refusal(Reply(fields: f => f.RemoveAll(s => s.Name == "loan.purpose"))));
        Assert.Contains("document[loan.purpose]", Refusal(Reply(fields: f => f.Single(s => s.Name == "loan.purpose").Value = "other")));
        Assert.Contains("document[_note]", Refusal(Reply(fields: f => f.Add(Field("_note", "nobody gave this")))));
        Assert.Contains("document[note]", Refusal(Reply(fields: f => f.Add(Field("note", "loan")))));
        Assert.Contains("document[_act]", Refusal(Reply(fields: f => f.Single(s => s.Name == "_act").Value = "ledger.v1.ReleaseInstructed")));
        // What the bank gave, in another place than it gave it.
        Assert.Contains("document[_mortgagor.0.name]", Refusal(Reply(fields: f => f.Single(s => s.Name == "_mortgagor.0.name").Value = "loan")));
        Assert.Contains("document[_mortgagor.1.name]", Refusal(Reply(fields: f => f.Add(Field("_mortgagor.1.name", "CUSTOMER")))));
        Assert.Contains("document[_mortgagor.0.number]", Refusal(Reply(fields: f => f.RemoveAll(s => s.Name == "_mortgagor.0.number"))));
        Assert.Contains("document_salts", Refusal(Reply(fields: f => f[0].Salt = ByteString.CopyFrom([1]))));
    }

    [Fact]
    public void Salts_of_another_document_than_the_one_in_the_payload_are_refused()
    {
        var reply = Reply();
        reply.DocumentSalts[0].Fields[0].Salt = ByteString.CopyFrom(Enumerable.Repeat((byte)99, 16).ToArray());
        Assert.Contains("[0] body:", Refusal(reply));
    }

    private static string Refusal(PrepareReply reply) => Assert.Throws<UntrustedReplyException>(() => Check(reply)).English;

    private static void Check(PrepareReply reply) => PreparedCheck.Check(Signed with { Bytes = Request().ToByteArray() }, reply, TestLedger.Origin, Now);

    private static PrepareRequest Request()
    {
        var act = new SignMortgageContractAct
        {
            Mortgage = new MortgageId { Mortgagee = "91441900MA00000238", ContractNumber = "DY-2021-000001" },
            Terms = new MortgageTermsInput
            {
                Mode = MortgageMode.General,
                Amount = new AmountInput { Value = "700000" },
                TermFirstDay = "2021-06-01",
                TermLastDay = "2041-05-31",
                Scope = 1,
            },
            SigningDate = "2021-06-01",
            Document = new DocumentInput { Fields = { new V1.DocumentField { Name = "loan.purpose", Value = "loan" } } },
        };
        act.Units.Add(new MortgageContractUnitInput { UnitCode = Unit, Share = "1/1" });
        act.Mortgagors.Add(new PartyInput { DocumentType = 1, DocumentNumber = Customer, Name = "customer" });
        return new PrepareRequest { Acts = { new FinanceAct { SignMortgageContract = act } } };
    }

    private static PrepareReply Reply(
        Action<MortgageContractSigned>? change = null, Action<Payload>? payload = null, Action<List<SaltedField>>? fields = null)
    {
        List<SaltedField> salted =
        [
            Field("_act", "ledger.v1.MortgageContractSigned"), Field("_mortgagor.0.name", "CUSTOMER"), Field("_mortgagor.0.number", Customer),
                Field("loan.purpose", "loan"),
        ];
        fields?.Invoke(salted);
        var root = salted.All(f => f.Salt.Length == 16)
            ? new DocumentTree(salted.Select(f => new Log.DocumentField(f.Name, Encoding.UTF8.GetBytes(f.Value), f.Salt.Memory))).Root.ToArray()
            : new byte[32];
        var contract = new MortgageContractSigned
        {
            Act = new Act
            {
                RequestHash = ByteString.CopyFrom(Signed.RequestHash),
                Operator = ByteString.CopyFrom(Signed.Operator),
                Document = new DocumentRoot { Root = ByteString.CopyFrom(root), Fields = (uint)salted.Count },
            },
            Mortgage = new MortgageId { Mortgagee = "91441900MA00000238", ContractNumber = "DY-2021-000001" },
            Terms = new MortgageTerms { Mode = MortgageMode.General, AmountFen = 70_000_000, TermStart = 20210601, TermEnd = 20410601, Scope = 1 },
            SigningDate = 20210601,
        };
        contract.Units.Add(new MortgageUnit { UnitCode = Unit, Share = new V1.Share { Numerator = 1, Denominator = 1 }, Epoch = 4 });
        contract.Mortgagors.Add(new PartyAcrossUnits
        {
            Kind = PartyKind.Person,
            IdentityClass = IdentityClass.ResidentId,
            Tokens = { ByteString.CopyFrom(PartyToken.Of(PartySaltBytes, PersonId.Of(IdentityClass.ResidentId, Customer)).Bytes.Span) },
        });
        change?.Invoke(contract);
        var prepared = new Payload { Origin = TestLedger.Origin, Sequence = 5, TimeMs = TestLedger.TimeMs, Nonce = ByteString.CopyFrom(new byte[16]) };
        prepared.Events.Add(new Event { Type = MortgageContractSigned.Descriptor.FullName, Body = contract.ToByteString() });
        payload?.Invoke(prepared);
        var reply = new PrepareReply { RecordId = "1", Payload = prepared.ToByteString(), ExpiresMs = TestLedger.TimeMs + 1_000_000 };
        reply.PartySalts.Add(new PartySalt { UnitCode = Unit, IdentityClass = 1, Number = Customer, Salt = ByteString.CopyFrom(PartySaltBytes), Epoch = 4 });
        reply.DocumentSalts.Add(new DocumentSalts { Act = 0, Fields = { salted } });
        return reply;
    }

    private static SaltedField Field(string name, string value) =>
        new() { Name = name, Value = value, Salt = ByteString.CopyFrom(Enumerable.Repeat((byte)name.Length, 16).ToArray()) };
}
