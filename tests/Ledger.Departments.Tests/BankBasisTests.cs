using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;
using Microsoft.Extensions.Time.Testing;
using static Ledger.Departments.Tests.Mortgages;

namespace Ledger.Departments.Tests;

/// <summary>What a bank learns that has no basis: nothing, whatever stands on the register, and what is kept of it.</summary>
public sealed class BankBasisTests
{
    private const string OtherFlat = "441900004001GB00012F00010102";

    [Fact]
    public async Task Whatever_stands_on_the_register_a_bank_that_names_no_owner_hears_one_answer()
    {
        await using var city = new TestCity();
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var answers = new List<RpcException> { await RefusedAsync(Guess()) };

        await OpenAsync(city);
        answers.Add(await RefusedAsync(Guess()));
        answers.Add(await RefusedAsync(Guess(OtherFlat)));
        // A right guess among wrong ones confirms nothing.
        var several = Guess();
        several.Acts[0].SignMortgageContract.Mortgagors.Add(Requests.An);
        answers.Add(await RefusedAsync(several));
        var acts = Requests.MortgageContract(bank, "DK2021-008");
        acts.Acts.Add(Guess().Acts[0]);
        answers.Add(await RefusedAsync(acts));
        var organisation = Guess();
        organisation.Acts[0].SignMortgageContract.Mortgagors[0] = new() { DocumentType = 6, DocumentNumber = "11441900000000019Y", Name = "某单位" };
        answers.Add(await RefusedAsync(organisation));
        await SeizeAsync(city);
        answers.Add(await RefusedAsync(Guess()));
        answers.Add(await RefusedAsync(Consent()));
        // A trial tells no more.
        var trial = Guess();
        trial.Context.DryRun = true;
        answers.Add(await RefusedAsync(trial));

        Assert.Single(answers.Select(answer => Convert.ToHexString(answer.GetRpcStatus()!.ToByteArray())).Distinct());
        Assert.Equal("C-68", Details.Of<RuleFailure>(answers[0]).Single().Rule);
        Assert.Empty(city.Store("finance").ListNumbers(0, 10));

        PrepareRequest Guess(string unit = Requests.Flat)
        {
            var request = Requests.MortgageContract(bank, "DK2021-007", unit);
            request.Acts[0].SignMortgageContract.Mortgagors[0] = Requests.Bo;
            return request;
        }

        PrepareRequest Consent()
        {
            var request = Requests.MortgageContract(bank);
            request.Acts[0] = new FinanceAct
            {
                Consent = new()
                {
                    Mortgage = new() { Mortgagee = bank.Member.CreditCode, ContractNumber = "DK2021-001" },
                    ContractNumber = Requests.Contract,
                    Date = "2021-04-20",
                },
            };
            return request;
        }

        async Task<RpcException> RefusedAsync(PrepareRequest request) =>
            await Details.RefusedAsync(StatusCode.FailedPrecondition, PrepareAsync(officer, bank.Operator, request));
    }

    [Fact]
    public async Task Each_attempt_without_a_basis_is_kept_for_the_departments_officer_without_a_word_of_a_person()
    {
        await using var city = new TestCity();
        await OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var request = Requests.MortgageContract(bank);
        request.Acts[0].SignMortgageContract.Mortgagors[0] = Requests.Bo;
        await Details.RefusedAsync(StatusCode.FailedPrecondition, PrepareAsync(new Clerk(city, "finance", bank.Operator), bank.Operator, request));

        var officer = new VerificationService.VerificationServiceClient(city.Connect("finance", city["finance"].Operator));
        var kept = (await officer.ListChecksAsync(new(), cancellationToken: TestCity.Limit)).Checks.Single();

        Assert.Equal(("prepare", Requests.Flat, "bank-a", "C-68"), (kept.Kind, kept.UnitCode, kept.Organisation, kept.Refused));
        Assert.Equal(bank.Operator.Fingerprint, kept.Operator.ToByteArray());
        Assert.Contains("DK2021-001", kept.Basis, StringComparison.Ordinal);
        var row = city.Store("finance").ListChecks(0, "", 10).Single().Row.ToByteArray();
        Assert.DoesNotContain(Requests.Bo.DocumentNumber, System.Text.Encoding.UTF8.GetString(row), StringComparison.Ordinal);
        Assert.DoesNotContain(Requests.Bo.Name, System.Text.Encoding.UTF8.GetString(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_refused_too_often_is_told_nothing_more_until_its_allowance_is_back_and_nothing_more_is_kept()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var city = new TestCity { Limits = new() { RefusedPerDay = 2 } };
        await OpenAsync(city);
        await city.StartAsync("finance", time);
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        for (var i = 0; i < 2; i++)
            await Details.RefusedAsync(StatusCode.FailedPrecondition, PrepareAsync(officer, bank.Operator, Guess("bank-a")));

        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank)));

        Assert.Contains("Quota of refused checks and acts: member bank-a has used up 2 a day", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("查询与准备被拒次数", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("bank-a", Details.Of<Google.Rpc.QuotaFailure>(refused).Single().Violations.Single().Subject);
        Assert.Equal(2, city.Store("finance").ListChecks(0, "", 10).Count);
        await Details.RefusedAsync(StatusCode.FailedPrecondition,
            PrepareAsync(new Clerk(city, "finance", city["bank-b"].Operator), city["bank-b"].Operator, Guess("bank-b")));

        time.Advance(TimeSpan.FromHours(13));
        var later = Requests.MortgageContract(bank);
        later.Context.TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.NotEmpty((await PrepareAsync(officer, bank.Operator, later)).PartySalts);

        PrepareRequest Guess(string name)
        {
            var request = Requests.MortgageContract(city[name]);
            request.Acts[0].SignMortgageContract.Mortgagors[0] = Requests.Bo;
            return request;
        }
    }

    [Fact]
    public async Task Refused_checks_are_bounded_and_the_departments_own_are_not()
    {
        await using var city = new TestCity { Limits = new() { RefusedPerDay = 2, ChecksPerDay = 2 } };
        await OpenAsync(city);
        for (var i = 0; i < 2; i++)
            await Details.RefusedAsync(StatusCode.PermissionDenied, Checks.AskAsync(city, "bank-a", Checks.Lien, Wrong()));

        await Details.RefusedAsync(StatusCode.ResourceExhausted, Checks.AskAsync(city, "bank-a", Checks.Lien, Wrong()));
        Assert.Equal(2, city.Store("registration").ListChecks(0, "", 10).Count);
        for (var i = 0; i < 2; i++)
            await Checks.AskAsync(city, "bank-b", Checks.Lien, Checks.ByOwner());
        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, Checks.AskAsync(city, "bank-b", Checks.Lien, Checks.ByOwner()));
        Assert.Contains("Quota of checks: member bank-b has used up 2 a day", refused.Status.Detail, StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
            await Checks.AskAsync(city, "registration", Checks.Lien, Checks.ByFile());

        static CheckRequest Wrong()
        {
            var request = Checks.ByOwner();
            request.Authorisation.Owner = Requests.Bo;
            return request;
        }
    }

    [Fact]
    public async Task Checks_asked_at_once_are_refused_no_more_often_than_checks_asked_one_by_one()
    {
        await using var city = new TestCity { Limits = new() { RefusedPerDay = 5 } };
        await OpenAsync(city);
        // What is answered gives back what it held.
        for (var i = 0; i < 7; i++)
            await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner());

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => AskAsync()));

        Assert.InRange(answers.Count(status => status == StatusCode.PermissionDenied), 1, 5);
        Assert.All(answers, status => Assert.True(status is StatusCode.PermissionDenied or StatusCode.ResourceExhausted, $"{status}"));
        Assert.InRange(city.Store("registration").ListChecks(0, "", 100).Count(check => check.Row.Refused.Length > 0), 1, 5);

        async Task<StatusCode> AskAsync()
        {
            var request = Checks.ByOwner();
            request.Authorisation.Owner = Requests.Bo;
            return (await Assert.ThrowsAsync<RpcException>(() => Checks.AskAsync(city, "bank-a", Checks.Lien, request))).StatusCode;
        }
    }

    [Theory]
    [InlineData(MortgageState.Signed, false)]
    [InlineData(MortgageState.Registered, true)]
    [InlineData(MortgageState.ReleaseInstructed, true)]
    [InlineData(MortgageState.Cancelled, false)]
    public void A_consent_has_a_basis_only_in_a_live_mortgage(MortgageState state, bool holds)
    {
        var consent = new MortgageeConsented
        {
            Mortgage = new() { Mortgagee = Requests.BankA, ContractNumber = "DK2021-001" },
            ContractNumber = Requests.Contract
        };
        var pages = new FewPages(new(StringComparer.Ordinal)
        {
            [PageKeys.Mortgage(consent.Mortgage)] = new MortgagePage { State = state, Units = { new MortgageUnit { UnitCode = Requests.Flat } } },
            [PageKeys.Contract(consent.ContractNumber)] = new ContractPage { Units = { new ContractUnit { UnitCode = Requests.Flat } } },
        });

        Assert.Equal(holds, new BankBasis(pages).Holds([Built(consent)], Requests.BankA));
    }

    [Fact]
    public void A_bank_names_the_buyers_of_a_contract_or_the_holders_of_a_notice_that_it_names()
    {
        var (an, bo, proof) = (Token(1), Token(2), new CertificateId { Number = "粤（2021）东莞不动产证明第0000001号" });
        var contract = new MortgageContractSigned { Mortgage = new() { Mortgagee = Requests.BankA, ContractNumber = "DK2021-001" } };
        contract.Units.Add(new MortgageUnit { UnitCode = Requests.Flat });
        contract.Mortgagors.Add(Across(bo));
        var title = new TitlePage { UnitCode = Requests.Flat, Status = TitleStatus.Registered, Owners = { new Holder { Party = an } } };
        var sale = new ContractPage { State = ContractState.Filed, Buyers = { Across(bo) } };
        sale.Units.Add(new ContractUnit { UnitCode = Requests.Flat, Buyers = { new V1.Stake() } });
        var notices = new EncumbrancePage { Notices = { new AdvanceNoticeRow { Proof = proof, Beneficiaries = { bo } } } };
        var pages = new FewPages(new(StringComparer.Ordinal)
        {
            [PageKeys.Title(Requests.Flat)] = title,
            [PageKeys.Contract(Requests.Contract)] = sale,
            [PageKeys.Encumbrances(Requests.Flat)] = notices,
        });

        Assert.False(Holds());
        contract.PaysFor = Requests.Contract;
        Assert.True(Holds());
        sale.State = ContractState.Revoked;
        Assert.False(Holds());
        contract.Notice = proof;
        Assert.True(Holds());
        notices.Notices[0].Ended = 20210601;
        Assert.False(Holds());
        contract.Mortgagors[0] = Across(an);
        Assert.True(Holds());

        bool Holds() => new BankBasis(pages).Holds([Built(contract)], Requests.BankA);
    }

    [Theory]
    [InlineData(ConsentSubject.Residence, Requests.Flat, true)]
    [InlineData(ConsentSubject.Residence, OtherFlat, false)]
    [InlineData(ConsentSubject.Waiver, Requests.Flat, true)]
    [InlineData(ConsentSubject.Notice, Requests.Contract, true)]
    [InlineData(ConsentSubject.Notice, "441900B21050000009", false)]
    [InlineData(ConsentSubject.Reshape, "202105310001", true)]
    public void A_consent_is_about_a_unit_of_the_banks_own_mortgage(ConsentSubject subject, string number, bool holds)
    {
        var own = new MortgageId { Mortgagee = Requests.BankA, ContractNumber = "DK2021-001" };
        var consent = new MortgageeConsented { Mortgage = own, Subject = subject, Number = number };
        var pages = new FewPages(new(StringComparer.Ordinal)
        {
            [PageKeys.Mortgage(consent.Mortgage)]
                = new MortgagePage { State = MortgageState.Registered, Units = { new MortgageUnit { UnitCode = Requests.Flat } } },
            [PageKeys.Contract(Requests.Contract)] = new ContractPage { Units = { new ContractUnit { UnitCode = Requests.Flat } } },
        });

        Assert.Equal(holds, new BankBasis(pages).Holds([Built(consent)], Requests.BankA));
    }

    [Fact]
    public void A_bank_accepts_only_what_was_agreed_on_with_itself()
    {
        var accepted = new MortgageChangeAgreed { Mortgage = new() { Mortgagee = Requests.BankA, ContractNumber = "DK2021-001" }, Accepts = true };
        var page = new MortgagePage { State = MortgageState.Registered };
        var pages = new FewPages(new(StringComparer.Ordinal) { [PageKeys.Mortgage(accepted.Mortgage)] = page });
        const string Assignee = "91441900MA00000319";

        Assert.False(new BankBasis(pages).Holds([Built(accepted)], Assignee));
        var assignee = new MortgageId { Mortgagee = Assignee, ContractNumber = "ZR-2021-1" };
        page.Agreements.Add(new MortgageAgreement { Kind = MortgageChangeKind.Assigned, Assignee = assignee });
        Assert.True(new BankBasis(pages).Holds([Built(accepted)], Assignee));
        Assert.False(new BankBasis(pages).Holds([Built(accepted)], "91441900MA00000400"));
    }

    private static Party Token(byte fill)
        => new() { Kind = PartyKind.Person, IdentityClass = IdentityClass.ResidentId, Token = ByteString.CopyFrom(Enumerable.Repeat(fill, 32).ToArray()) };

    private static PartyAcrossUnits Across(Party party) => new() { Kind = party.Kind, IdentityClass = party.IdentityClass, Tokens = { party.Token } };

    private static BuiltAct Built(IMessage body)
        => new(body.Descriptor.FullName, body, new(), []) { Form = ActForms.All.Single(form => form.Event == body.Descriptor) };

    private sealed class FewPages(Dictionary<string, IMessage> pages) : IPageReader
    {
        public Page? ReadPage(string key) => pages.TryGetValue(key, out var body) ? new Page { Body = body.ToByteString() } : null;
    }

    [Fact]
    public async Task An_authorisation_serves_one_unit_one_purpose_and_one_paper_also_after_a_restart()
    {
        await using var city = new TestCity();
        await OpenAsync(city);
        await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner());
        await Checks.AskAsync(city, "bank-a", Checks.Title, Checks.ByOwner());
        await city.StopAsync("registration");
        await city.StartAsync("registration");

        var unit = Checks.ByOwner();
        unit.UnitCode = Requests.Parcel;
        await StretchedAsync(unit);
        var purpose = Checks.ByOwner();
        purpose.Purpose = CheckPurpose.Sale;
        await StretchedAsync(purpose);
        var paper = Checks.ByOwner();
        paper.Authorisation.DocumentSha256 = ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData("another"u8));
        await StretchedAsync(paper);
        var day = Checks.ByOwner();
        day.Authorisation.ValidTo = $"{TimeProvider.System.GetUtcNow().AddDays(60):yyyy-MM-dd}";
        await StretchedAsync(day);

        await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner());
        // Another bank's numbers are its own.
        unit.Context = TestCity.NewContext();
        await Checks.AskAsync(city, "bank-b", Checks.Lien, unit);

        async Task StretchedAsync(CheckRequest request)
        {
            var refused = await Details.RefusedAsync(StatusCode.PermissionDenied, Checks.AskAsync(city, "bank-a", Checks.Lien, request));
            Assert.Contains("one is for one unit and one purpose", refused.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Salts_are_given_for_the_owners_that_the_bank_names_and_for_nobody_else()
    {
        await using var city = new TestCity();
        await OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];

        var salts = (await PrepareAsync(new Clerk(city, "finance", bank.Operator), bank.Operator, Requests.MortgageContract(bank))).PartySalts;

        Assert.Equal(Requests.An.DocumentNumber, Assert.Single(salts).Number);
        var title = TitlePage.Parser.ParseFrom(Page.Parser.ParseFrom(city.Peer.Reader.ReadPage(PageKeys.Title(Requests.Flat))).Body);
        Assert.Equal(title.Owners.Single().Party.Token.ToByteArray(),
            PartyToken.Of(salts[0].Salt.Span, PersonId.Of((IdentityClass)salts[0].IdentityClass, salts[0].Number)).Bytes.ToArray());
    }
}
