using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Tokens of a new epoch: every person of a unit gets one, on every page and open document that names it.</summary>
public sealed class TokenRenewalRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two()) { Signed = Day.Of(2021, 5, 10) };

    public TokenRenewalRuleTests()
    {
        sale.Open();
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
    }

    private TitlePage Title => sale.Ledger.Read<TitlePage>(PageKeys.Title(SaleCase.Flat))!;

    private ContractPage Contract => sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!;

    [Fact]
    public void A_unit_goes_on_under_the_tokens_of_the_new_epoch()
    {
        Renew().Accept();

        Assert.Equal((2u, New(TestParty.An)), (Title.Epoch, Title.Owners[0].Party.Token));
        Assert.Equal(2u, sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Epoch);
        Assert.Equal(2u, sale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat))!.Epoch);
        Assert.Equal(2u, Contract.Units[0].Epoch);
        Assert.Equal((New(TestParty.An), New(TestParty.Bo)), (Contract.Sellers[0].Tokens[0], Contract.Buyers[0].Tokens[0]));
        var taxpayers = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!.Lines.Select(line => line.Line.Taxpayer.Tokens[0]).ToHashSet();
        Assert.True(taxpayers.SetEquals([New(TestParty.An), New(TestParty.Bo)]));
    }

    [Fact]
    public void C07_an_act_that_states_the_old_tokens_is_refused_afterwards()
    {
        Renew().Accept();

        sale.Assess().Refuse("C-07", "C-09", "C-77");
    }

    [Fact]
    public void C01_every_person_of_the_pages_and_documents_is_renewed()
    {
        Renew(e => e.Parties.Remove(Renewal(TestParty.Bo))).Refuse("C-01");
        Renew(e => e.Parties.Remove(Renewal(TestParty.An))).Refuse("C-01");
        Renew(e => Add(e, Renewal(TestParty.Chen))).Refuse("C-01");
    }

    [Fact]
    public void C01_every_open_document_that_the_pages_name_is_in_the_event()
    {
        Renew(e => e.Bases.Clear()).Refuse("C-01");
        Renew(e =>
        {
            e.Bases.Add("441900B21059999999");
            e.Bases[0] = sale.Number;
        }).Refuse("C-01");
        Renew(e => e.Mortgages.Add(new MortgageId { Mortgagee = Members.BankA.CreditCode, ContractNumber = "DY-1998-0001" })).Refuse("C-01");
    }

    [Fact]
    public void The_applicants_of_an_open_case_are_renewed_with_the_unit()
    {
        using var file = new CaseFile(sale) { Accepted = Day.Of(2021, 6, 1), Applicants = [TestParty.An] };
        file.Flows = [file.Flow(FlowCode.F310, SaleCase.Flat, 1)];
        file.Enrol();
        file.Ledger.Submit(Members.Registration, file.Application()).Accept();

        Renew().Accept();

        Assert.Equal(New(TestParty.An), file.Page.Applicants[0].Parties[0].Token);
    }

    [Fact]
    public void STATE_the_new_epoch_follows_the_old_one()
    {
        Renew(e => e.Epoch = 1).Refuse("STATE");
        Renew().Accept();
    }

    [Fact]
    public void C69_a_renewed_party_is_the_same_person_by_another_token()
    {
        Renew(e => e.Parties[0].Renewed = e.Parties[0].Old.Clone()).Refuse("C-69");
        Renew(e => e.Parties[0].Renewed.Token = e.Parties[1].Renewed.Token).Refuse("C-69");
        Renew(e => e.Parties[0].Renewed.IdentityClass = IdentityClass.Passport).Refuse("C-69");
        Renew(e => (e.Parties[0].Renewed.Token, e.Parties[1].Renewed.Token) = (e.Parties[1].Old.Token, e.Parties[0].Old.Token)).Refuse("C-69");
        Renew(e => e.Parties.Clear()).Refuse("C-69");
        Renew(e => e.Epoch = 0).Refuse("C-69");
    }

    [Fact]
    public void C74_the_operator_is_enrolled() => Renew(e => e.Act.Operator = Acts.Bytes(99)).Refuse("C-74");

    [Fact]
    public void C70_the_registry_renews() => sale.Ledger.Submit(Members.Transaction, Renewal()).Refuse("C-70");

    private static ByteString New(TestParty party) => ByteString.CopyFrom([.. party.At(SaleCase.Flat).Token.Span.ToArray().Select(b => (byte)~b)]);

    private static PartyRenewal Renewal(TestParty party)
    {
        var renewal = new PartyRenewal { Old = party.At(SaleCase.Flat), Renewed = party.At(SaleCase.Flat) };
        renewal.Renewed.Token = New(party);
        return renewal;
    }

    private static void Add(PartyTokensRenewed e, params IEnumerable<PartyRenewal> renewals)
    {
        List<PartyRenewal> all = [.. e.Parties.Concat(renewals).OrderBy(renewal => renewal.Old, Comparer<Party>.Create(PartyOrder.Compare))];
        e.Parties.Clear();
        e.Parties.AddRange(all);
    }

    private PartyTokensRenewed Renewal()
    {
        var e = new PartyTokensRenewed { Act = Acts.Of(), UnitCode = SaleCase.Flat, Epoch = 2, Bases = { sale.Number } };
        Add(e, Renewal(TestParty.An), Renewal(TestParty.Bo));
        return e;
    }

    private Outcome Renew(Action<PartyTokensRenewed>? change = null)
    {
        var e = Renewal();
        change?.Invoke(e);
        return sale.Ledger.Submit(Members.Registration, e);
    }
}
