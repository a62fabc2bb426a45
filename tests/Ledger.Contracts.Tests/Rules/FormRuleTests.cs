using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class FormRuleTests
{
    private readonly SaleCase sale = new SaleCase().Open();

    public static TheoryData<string, Action<ContractSigned>> BadFields() => new()
    {
        { "act", e => e.Act = null },
        { "act.request_hash", e => e.Act.RequestHash = ByteString.CopyFrom(new byte[31]) },
        { "act.operator", e => e.Act.Operator = ByteString.Empty },
        { "act.document", e => e.Act.Document = null },
        { "act.document.fields", e => e.Act.Document.Fields = 0 },
        { "act.acknowledgements[0].rule", e => e.Act = Acts.Of("C-99") },
        { "act.acknowledgements[0].reason", e => (e.Act = Acts.Of("F-07")).Acknowledgements[0].Reason = "because I say so" },
        { "act.acknowledgements[1]", e => e.Act = Acts.Of("F-07", "F-07") },
        { "contract_number", e => e.ContractNumber = "王小明" },
        { "contract_number", e => e.ContractNumber = "441900B2105000000１" },
        { "kind", e => e.Kind = ContractKind.Unspecified },
        { "kind", e => e.Kind = (ContractKind)7 },
        { "kind", e => e.Kind = ContractKind.NewBuild },
        { "signing_date", e => e.SigningDate = 20210230 },
        { "signing_date", e => e.SigningDate = 0 },
        { "price_fen", e => e.PriceFen = 0 },
        { "price_fen", e => e.PriceFen = ulong.MaxValue },
        { "vat_rate", e => e.VatRate = 100_001 },
        { "units", e => e.Units.Clear() },
        { "units[1]", e => e.Units.Add(e.Units[0].Clone()) },
        { "units[0].share", e => e.Units[0].Share = null },
        { "units[0].share", e => e.Units[0].Share = new V1.Share { Numerator = 1, Denominator = 0 } },
        { "units[0].share", e => e.Units[0].Share = new V1.Share { Numerator = 2, Denominator = 4 } },
        { "units[0].share", e => e.Units[0].Share = new V1.Share { Numerator = 3, Denominator = 2 } },
        { "units[0].area", e => e.Units[0].Area = ulong.MaxValue },
        { "units[0].sellers", e => e.Units[0].Sellers.Clear() },
        { "units[0].sellers[0].party", e => e.Units[0].Sellers[0].Party = 1 },
        { "units[0].sellers[0].share", e => e.Units[0].Sellers[0].Share = new V1.Share { Numerator = 1, Denominator = 1 } },
        { "units[0].buyers[0].not_signing", e => e.Units[0].Buyers[0].NotSigning = true },
        { "units[0].buyer_co_ownership", e => e.Units[0].BuyerCoOwnership = (CoOwnership)9 },
        { "units[0].land[0].parcel", e => e.Units[0].Land.Add(new LandShare { Parcel = "somewhere" }) },
        { "sellers", e => e.Sellers.Clear() },
        { "sellers[0].kind", e => e.Sellers[0].Kind = PartyKind.Unspecified },
        { "sellers[0].identity_class", e => e.Sellers[0].IdentityClass = (IdentityClass)99 },
        { "sellers[0].tokens[0]", e => e.Sellers[0].Tokens[0] = ByteString.CopyFromUtf8("441900188001010016") },
        { "sellers[0].tokens", e => e.Sellers[0].Tokens.Add(Acts.Bytes(7)) },
        { "sellers[0].credit_code", e => e.Sellers[0].CreditCode = "91441900MA0000015D" },
        { "buyers[1]", e => e.Buyers.Add(e.Buyers[0].Clone()) },
    };

    [Theory]
    [MemberData(nameof(BadFields), DisableDiscoveryEnumeration = true)]
    public void C69_a_field_without_its_typed_form_is_refused(string path, Action<ContractSigned> change)
    {
        var outcome = sale.Sign(change).Refuse("C-69");

        Assert.Contains(outcome.Findings, finding => finding.Values.Any(value => value.Source == "event." + path));
    }

    [Fact]
    public void C69_a_party_without_part_in_any_unit_is_refused()
    {
        var sale = new SaleCase { BuyerKind = CoOwnership.Joint, Buyers = [new(TestParty.Bo), new(TestParty.Chen)] }.Open();

        var outcome = sale.Sign(e =>
        {
            e.Units[0].Buyers.RemoveAt(1);
            e.Units[0].BuyerCoOwnership = CoOwnership.Single;
        }).Refuse("C-69");

        Assert.Equal("event.buyers[1]", Assert.Single(outcome.Findings).Values[0].Source);
        sale.Sign().Accept();
    }

    [Fact]
    public void C69_an_event_of_typed_fields_is_accepted()
        => Assert.Empty(sale.Sign().Accept().Findings);

    [Fact]
    public void C69_what_was_typed_is_not_repeated_in_the_finding()
    {
        // A name typed into a number field is personal data: only the character at fault is named.
        var finding = sale.Sign(e => e.ContractNumber = "王小明").Refuse("C-69").Of("C-69");

        Assert.DoesNotContain("小明", finding.MessageZh + finding.MessageEn
            + string.Concat(finding.Values.Select(value => value.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void C69_another_encoding_of_the_same_event_is_refused()
    {
        var body = sale.Signing().ToByteArray();

        // price_fen once more at the end: the same message to a lenient reader.
        Submit([.. body, 0x28, .. Varint(sale.Price)]).Refuse("C-69");

        // An unknown field.
        Submit([.. body, 0xF8, 0x07, 0x01]).Refuse("C-69");

        // A default written out.
        Submit([.. body, 0x50, 0x00]).Refuse("C-69");
        Submit(body[..^1]).Refuse("C-69");
        Submit(body).Accept();
    }

    [Fact]
    public void C69_an_unknown_event_type_is_refused()
        => sale.Ledger.Submit(Members.Transaction, [new Event { Type = "ledger.v1.Wish", Body = ByteString.Empty }]).Refuse("C-69");

    [Theory]
    [InlineData("transaction", true)]
    [InlineData("registration", false)]
    [InlineData("tax", false)]
    [InlineData("finance", false)]
    [InlineData("bank-a", false)]
    public void C70_only_the_transaction_department_signs_contracts(string organisation, bool allowed)
    {
        var outcome = sale.Ledger.Submit(Members.All.First(member => member.Organisation == organisation), sale.Signing());

        if (allowed)
            outcome.Accept();
        else
            outcome.Refuse("C-70");
    }

    [Fact]
    public void C70_names_the_departments_in_the_language_of_the_message()
    {
        var finding = Assert.Single(sale.Ledger.Submit(Members.Tax, sale.Signing()).Refuse("C-70").Findings);

        Assert.Contains("（税务）无权写入", finding.MessageZh, StringComparison.Ordinal);
        Assert.Contains("只能由交易部门", finding.AdviceZh, StringComparison.Ordinal);
        Assert.Contains("(tax)", finding.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C70_a_department_outside_learns_nothing_else()
        => Assert.Single(sale.Ledger.Submit(Members.BankA, sale.Signing(e => e.PriceFen = 1)).Refuse("C-70").Findings);

    [Fact]
    public void C70_every_event_has_its_department_and_what_every_office_does_has_all_four()
    {
        Assert.All(Profiles.One.Flows.All, flow => Assert.Single(WritersOf(flow.EventType, Profiles.One)));
        var common = Profiles.Two.Flows.All.Where(flow => WritersOf(flow.EventType, Profiles.Two).Count != 1).ToList();
        Assert.Equal(["ExceptionApproved", "QueryTraced", "SharingAuthorised", "StaffEnrolled", "StaffRetired"], common.Select(flow => flow.Name));
        Assert.All(common, flow => Assert.Equal(["transaction", "registration", "tax", "finance"], WritersOf(flow.EventType, Profiles.Two)));
        Assert.Equal(["registration"], WritersOf("ledger.v1.TransferRecorded", Profiles.One));
        Assert.Equal(["tax"], WritersOf("ledger.v1.TaxPaid", Profiles.One));
    }

    [Fact]
    public void An_acknowledgement_of_a_rule_that_did_not_warn_is_information()
    {
        var outcome = sale.Sign(e => e.Act = Acts.Of("F-07")).Accept();

        Assert.Equal(Severity.Information, Assert.Single(outcome.Findings).Severity);
        Assert.Contains("F-07", outcome.Findings[0].MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void An_acknowledgement_does_not_help_against_a_rejection()
    {
        sale.Sign().Accept();

        sale.Sign(e =>
        {
            e.ContractNumber = "441900B21050000002";
            e.Act = Acts.Of("C-05");
        }).Refuse("C-05");
    }

    [Fact]
    public void F06_is_checked_under_every_unit()
    {
        var sale = new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage], Buyers = [new(TestParty.An)] }.Open();

        Assert.Equal(2, sale.Sign().Refuse("F-06").Findings.Count);
    }

    [Fact]
    public void A_profile_this_build_lacks_is_not_supported()
    {
        Assert.All(Profiles.All, profile => Assert.True(new LedgerContract().Supports(profile.Number)));
        Assert.False(new LedgerContract().Supports(Profiles.Newest.Number + 1));
        Assert.False(new LedgerContract().Supports(0));
    }

    /// <summary>Departments that C-70 does not keep from an event.</summary>
    private IReadOnlyList<string> WritersOf(string type, Profile profile)
    {
        sale.Ledger.Profile = profile.Number;
        return
        [
            .. Members.All
                .Where(member => !sale.Ledger.Submit(member, [new Event { Type = type, Body = ByteString.Empty }])
                .Findings.Any(finding => finding.Rule == "C-70"))
                .Select(member => member.Department)
                .Distinct(),
        ];
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private Outcome Submit(byte[] body)
        => sale.Ledger.Submit(Members.Transaction, [new Event { Type = ContractSigned.Descriptor.FullName, Body = ByteString.CopyFrom(body) }]);
}
