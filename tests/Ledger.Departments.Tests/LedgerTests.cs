using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Facts;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class LedgerTests
{
    private const string CheckLien = "/ledger.v1.VerificationService/CheckLien";
    private const string CheckTitle = "/ledger.v1.VerificationService/CheckTitle";

    [Fact]
    public async Task Raw_entries_go_to_departments_and_auditors_and_each_use_is_kept()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var auditor = new LedgerService.LedgerServiceClient(city.Connect("registration", city["audit"].Operator));

        var entries = new List<RawEntry>();
        using (var call = auditor.ReadEntries(new() { First = 0 }, cancellationToken: TestCity.Limit))
        {
            await foreach (var entry in call.ResponseStream.ReadAllAsync(TestCity.Limit))
            {
                entries.Add(entry);
            }
        }

        Assert.Equal(Enumerable.Range(0, (int)city.Peer.Head.Size).Select(i => (ulong)i), entries.Select(e => e.Index));
        var (frontier, hashes) = (new MerkleFrontier(), new MerkleHashStore());
        entries.ForEach(e => frontier.Append(MerkleHash.Leaf(e.Entry.Span), hashes));
        Assert.Equal(city.Peer.Head.Root, frontier.Root());
        var use = city.Store("registration").ListUses(0, 10).Single().Row;
        Assert.Equal(("audit", "/ledger.v1.LedgerService/ReadEntries"), (use.Organisation, use.Method));
        Assert.Equal(city["audit"].Operator.Fingerprint, use.Operator.ToByteArray());
    }

    [Fact]
    public async Task A_page_comes_with_a_proof_up_to_the_checkpoint()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var client = new LedgerService.LedgerServiceClient(city.Connect("registration", city["tax"].Operator));
        var present = await client.GetPageAsync(new() { Key = "unit/" + Requests.Flat }, cancellationToken: TestCity.Limit);
        var absent = await client.GetPageAsync(new() { Key = "unit/" + Requests.Parcel }, cancellationToken: TestCity.Limit);

        var seal = EntryCodec.Parse(present.Seal.Span).Seal;
        Assert.Equal(Requests.Flat, TitlePage.Parser.ParseFrom(Page.Parser.ParseFrom(present.Page).Body).UnitCode);
        Assert.True(StateVerifier.VerifyExistence(seal.StateRoot.Span, Encoding.UTF8.GetBytes("unit/" + Requests.Flat), PageHash.Of(present.Page.Span), present.StateProof.Span).IsValid);
        Assert.True(absent.Page.IsEmpty);
        Assert.True(StateVerifier.VerifyAbsence(seal.StateRoot.Span, Encoding.UTF8.GetBytes("unit/" + Requests.Parcel), absent.StateProof.Span).IsValid);
        Assert.Equal(2, city.Store("registration").ListUses(0, 10).Count);
    }

    [Fact]
    public async Task A_receipt_goes_to_the_signer_and_the_service_that_submitted_and_to_nobody_else()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var reply = await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var request = new GetReceiptRequest { LeafHash = ByteString.CopyFrom(MerkleHash.Leaf(reply.Receipt.Entry.Span)) };

        var own = new LedgerService.LedgerServiceClient(city.Connect("registration", city["registration"].Operator));
        Assert.Equal(reply.Receipt.Entry, (await own.GetReceiptAsync(request, cancellationToken: TestCity.Limit)).Entry);
        foreach (var stranger in new[] { "tax", "bank-a" })
        {
            var client = new LedgerService.LedgerServiceClient(city.Connect("registration", city[stranger].Operator));
            await Details.RefusedAsync(StatusCode.PermissionDenied, client.GetReceiptAsync(request, cancellationToken: TestCity.Limit).ResponseAsync);
        }

        var unknown = new GetReceiptRequest { LeafHash = ByteString.CopyFrom(new byte[32]) };
        await Details.RefusedAsync(StatusCode.NotFound, own.GetReceiptAsync(unknown, cancellationToken: TestCity.Limit).ResponseAsync);
    }

    [Fact]
    public async Task An_authorised_bank_gets_a_certificate_of_no_lien_with_the_pages_of_unit_and_parcel()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenAsync(Requests.Opening(serial: 2));
        var officer = new Clerk(city, "registration", city["bank-a"].Operator);

        var reply = (CheckReply)await CheckAsync(officer, city["bank-a"], CheckLien, Check());

        using var certificate = JsonDocument.Parse(reply.Certificate.Memory);
        Assert.Equal(["kind", "unit", "claim", "pages", "seal", "tlog_proof"], certificate.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["enc/" + Requests.Flat, "enc/" + Requests.Parcel],
            certificate.RootElement.GetProperty("pages").EnumerateArray().Select(p => p.GetProperty("key").GetString()));
        var seal = EntryCodec.Parse(certificate.RootElement.GetProperty("seal").GetBytesFromBase64()).Seal;
        foreach (var page in certificate.RootElement.GetProperty("pages").EnumerateArray())
        {
            var bytes = page.GetProperty("page").GetBytesFromBase64();
            Assert.Empty(EncumbrancePage.Parser.ParseFrom(Page.Parser.ParseFrom(bytes).Body).Mortgages);
            Assert.True(StateVerifier.VerifyExistence(
                seal.StateRoot.Span, Encoding.UTF8.GetBytes(page.GetProperty("key").GetString()!), PageHash.Of(bytes), page.GetProperty("proof").GetBytesFromBase64()).IsValid);
        }

        var clerk = new VerificationService.VerificationServiceClient(city.Connect("registration", city["registration"].Operator));
        var kept = (await clerk.ListChecksAsync(new() { UnitCode = Requests.Flat }, cancellationToken: TestCity.Limit)).Checks.Single();
        Assert.Equal(("bank-a", "lien", "", "authorisation AUTH-2021-1"), (kept.Organisation, kept.Kind, kept.Refused, kept.Basis));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(reply.Certificate.Span), kept.AnswerSha256.ToByteArray());
    }

    [Theory]
    [InlineData("not an owner")]
    [InlineData("out of scope")]
    [InlineData("authorisation over")]
    [InlineData("expired")]
    [InlineData("no basis")]
    [InlineData("other bank's mortgage")]
    [InlineData("mortgage not live")]
    [InlineData("official file of a bank")]
    public async Task A_check_beyond_its_basis_is_refused_by_C_68_and_kept(string fault)
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var request = Check();
        switch (fault)
        {
            case "not an owner": request.Authorisation.Owner = Requests.Bo; break;
            case "out of scope": request.Authorisation.AllowLien = false; break;
            case "authorisation over": request.Authorisation.ValidTo = "2021-01-01"; break;
            case "expired": request.ExpiresMs = 1; break;
            case "no basis": request.Authorisation = null; break;
            case "other bank's mortgage": request.Mortgagee = new() { Mortgagee = "91350100M000100Y43", ContractNumber = "DK2021-001" }; break;
            case "mortgage not live": request.Mortgagee = new() { Mortgagee = Requests.BankA, ContractNumber = "DK2021-001" }; break;
            default: request.OfficialFile = "F-1"; break;
        }

        var refused = await Details.RefusedAsync(
            StatusCode.PermissionDenied, CheckAsync(new Clerk(city, "registration", city["bank-a"].Operator), city["bank-a"], CheckLien, request));
        Assert.Equal("C-68", Details.Of<RuleFailure>(refused).Single().Rule);
        var kept = city.Store("registration").ListChecks(0, Requests.Flat, 10).Single().Row;
        Assert.Equal(("C-68", 0), (kept.Refused, kept.Answer.Length));
    }

    [Fact]
    public async Task An_authorisation_for_the_title_gives_the_title_page_and_no_other()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var reply = (CheckReply)await CheckAsync(new Clerk(city, "registration", city["bank-a"].Operator), city["bank-a"], CheckTitle, Check());
        using var certificate = JsonDocument.Parse(reply.Certificate.Memory);
        Assert.Equal("unit/" + Requests.Flat, certificate.RootElement.GetProperty("pages").EnumerateArray().Single().GetProperty("key").GetString());
    }

    private static CheckRequest Check() => new()
    {
        Context = TestCity.NewContext(),
        UnitCode = Requests.Flat,
        Purpose = CheckPurpose.LoanApplication,
        Authorisation = new()
        {
            Number = "AUTH-2021-1",
            Owner = Requests.An,
            DocumentSha256 = ByteString.CopyFrom(new byte[32]),
            AllowTitle = true,
            AllowLien = true,
            ValidTo = "2199-12-31",
        },
        ExpiresMs = (ulong)TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(),
    };

    private static Task<IMessage> CheckAsync(Clerk clerk, TestOrganisation bank, string method, CheckRequest request)
        => clerk.CallAsync(request, method, TestCity.Sign(bank.Operator, method, request));
}
