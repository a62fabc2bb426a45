using Google.Protobuf;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client.Tests;

/// <summary>A department's receipt is compared with what its clerk asked, as far as that can be known without tokens.</summary>
public sealed class ActComparisonTests
{
    private const string UnitA = "441900004001GB00012F00010101";
    private const string UnitB = "441900004001GB00012F00010102";
    private static readonly SignedRequest Signed = new(
        "transaction", "/ledger.v1.TransactionService/Write", new byte[32], [], [], [.. Enumerable.Repeat((byte)2, 32)], [.. Enumerable.Repeat((byte)1, 32)]);

    [Fact]
    public void The_same_contract_in_the_ledgers_order_is_what_was_asked_for() => Assert.Empty(Differences(Request(), Contract()));

    public static TheoryData<string, Action<ContractSigned>> Changes => new()
    {
        { "contract_number", c => c.ContractNumber = "441900A21050000002" },
        { "kind", c => c.Kind = ContractKind.Stock },
        { "signing_date", c => c.SigningDate = 20210601 },
        { "price_fen", c => c.PriceFen += 1 },
        { "price_converted", c => c.PriceConverted = false },
        { "vat_rate", c => c.VatRate = 5000 },
        { "units", c => c.Units[0].Share.Denominator = 2 },
        { "units", c => c.Units[0].Area++ },
        { "units", c => c.Units.RemoveAt(1) },
        { "units", c => c.Units[0].UnitCode = "441900004001GB00012F00010103" },
        { "units", c => c.Units[0].BuyerCoOwnership = CoOwnership.Joint },
        { "units", c => c.Units[0].Buyers[0].Share.Denominator = 3 },
        { "units", c => c.Units[0].Sellers[0].NotSigning = true },
        { "buyers", c => c.Buyers.RemoveAt(1) },
        { "buyers", c => c.Buyers[0].IdentityClass = IdentityClass.Passport },
        { "sellers", c => c.Sellers[0].CreditCode = "91441900MA00000238" },
        { "act", c => c.Act.RequestHash = ByteString.CopyFrom(new byte[32]) },
        { "act", c => c.Act.Operator = ByteString.CopyFrom(new byte[32]) },
        { "act", c => c.Act.Acknowledgements[0].Reason = "OTHER" },
        { "act", c => c.Act.Acknowledgements.Clear() },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_other_field_is_named_in_the_refusal(string field, Action<ContractSigned> change)
    {
        var contract = Contract();
        change(contract);
        Assert.Contains(field, Differences(Request(), contract).Select(difference => difference.Field));
    }

    [Fact]
    public void Another_event_more_events_and_other_encodings_are_refused()
    {
        var expected = Expected(Request());
        var filed = Payload(new ContractFiled { Act = new Act(), ContractNumber = "441900A21050000001" });
        Assert.Equal("type", Assert.Single(ActComparison.Differences(expected, filed, withTokens: false)).Field);
        Assert.Equal("events", Assert.Single(ActComparison.Differences(expected, Payload(Contract(), Contract()), withTokens: false)).Field);

        var payload = Payload(Contract());
        payload.Events[0].Body = ByteString.CopyFrom([.. payload.Events[0].Body.Span, 0x98, 0x06, 0x01]);
        Assert.Equal("body", Assert.Single(ActComparison.Differences(expected, payload, withTokens: false)).Field);
    }

    private static IReadOnlyList<ActDifference> Differences(SignContractRequest request, ContractSigned contract) =>
        ActComparison.Differences(Expected(request), Payload(contract), withTokens: false);

    private static IReadOnlyList<IMessage> Expected(SignContractRequest request) =>
        [.. AskedEvents.Of([AskedAct.Alone(request)], Signed, new NothingKnown()).Select(static act => act.Body)];

    private static Payload Payload(params IMessage[] events)
    {
        var payload = new Payload { Origin = TestLedger.Origin };
        payload.Events.AddRange(events.Select(e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() }));
        return payload;
    }

    /// <summary>As a clerk types it: full-width digits, 万元, units and parties in any order.</summary>
    private static SignContractRequest Request()
    {
        var request = new SignContractRequest
        {
            ContractNumber = "４４１９００Ａ２１０５００００００１",
            Kind = ContractKind.NewBuild,
            SigningDate = "2021-05-31",
            Price = new AmountInput { Value = "120.5", Unit = AmountUnit.WanYuan },
            VatRate = 9000,
            Document = new DocumentInput { Acknowledgements = { new AcknowledgementInput { Rule = "F-07", Reason = "CHECKED", Text = "checked on paper" } } },
        };
        request.Sellers.Add(new PartyInput { DocumentType = 8, DocumentNumber = "91441900MA0000015D", Name = "developer" });
        request.Buyers.Add(new PartyInput { DocumentType = 1, DocumentNumber = "441900188001010016", Name = "one" });
        request.Buyers.Add(new PartyInput { DocumentType = 2, DocumentNumber = "H12345678", Name = "two" });
        foreach (var code in new[] { UnitB, UnitA })
        {
            var unit = new ContractUnitInput { UnitCode = code, Share = "100%", Area = "130.9", BuyerCoOwnership = CoOwnership.Shares };
            unit.Sellers.Add(new StakeInput { Party = 0, Share = "1/1" });
            unit.Buyers.Add(new StakeInput { Party = 0, Share = "1/4" });
            unit.Buyers.Add(new StakeInput { Party = 1, Share = "3/4" });
            request.Units.Add(unit);
        }

        return request;
    }

    /// <summary>As it stands on the ledger: canonical, sorted, with tokens, epochs and the document's root.</summary>
    private static ContractSigned Contract()
    {
        var contract = new ContractSigned
        {
            Act = new Act
            {
                RequestHash = ByteString.CopyFrom(Signed.RequestHash),
                Operator = ByteString.CopyFrom(Signed.Operator),
                Document = new DocumentRoot { Root = ByteString.CopyFrom(new byte[32]), Fields = 5 },
            },
            ContractNumber = "441900A21050000001",
            Kind = ContractKind.NewBuild,
            SigningDate = 20210531,
            PriceFen = 120_500_000,
            VatRate = 9000,
            PriceConverted = true,
        };
        contract.Act.Acknowledgements.Add(new Acknowledgement { Rule = "F-07", Reason = "CHECKED" });
        contract.Sellers.Add(
            new PartyAcrossUnits { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = "91441900MA0000015D" });
        contract.Buyers.Add(new PartyAcrossUnits { Kind = PartyKind.Person, IdentityClass = IdentityClass.HkMacaoPermit, Tokens = { Token(1), Token(2) } });
        contract.Buyers.Add(new PartyAcrossUnits { Kind = PartyKind.Person, IdentityClass = IdentityClass.ResidentId, Tokens = { Token(3), Token(4) } });
        foreach (var code in new[] { UnitA, UnitB })
        {
            var unit = new ContractUnit { UnitCode = code, Share = Share(1, 1), Area = 13090, BuyerCoOwnership = CoOwnership.Shares, Epoch = 3 };
            unit.Sellers.Add(new Stake { Party = 0, Share = Share(1, 1) });
            unit.Buyers.Add(new Stake { Party = 0, Share = Share(3, 4) });
            unit.Buyers.Add(new Stake { Party = 1, Share = Share(1, 4) });
            contract.Units.Add(unit);
        }

        return contract;
    }

    private static ByteString Token(byte number) => ByteString.CopyFrom(Enumerable.Repeat(number, 32).ToArray());

    private static Share Share(ulong numerator, ulong denominator) => new() { Numerator = numerator, Denominator = denominator };
}
