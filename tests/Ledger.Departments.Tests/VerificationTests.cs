using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class VerificationTests
{
    [Fact]
    public async Task An_authorised_bank_gets_a_certificate_of_no_lien_with_the_pages_of_unit_and_parcel()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenAsync(Requests.Opening(serial: 2));

        var reply = await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner());

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
                seal.StateRoot.Span, Encoding.UTF8.GetBytes(page.GetProperty("key").GetString()!), PageHash.Of(bytes),
                page.GetProperty("proof").GetBytesFromBase64()).IsValid);
        }

        var clerk = new VerificationService.VerificationServiceClient(city.Connect("registration", city["registration"].Operator));
        var kept = (await clerk.ListChecksAsync(new() { UnitCode = Requests.Flat }, cancellationToken: TestCity.Limit)).Checks.Single();
        Assert.Equal(("bank-a", "lien", "", "authorisation AUTH-2021-1"), (kept.Organisation, kept.Kind, kept.Refused, kept.Basis));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(reply.Certificate.Span), kept.AnswerSha256.ToByteArray());
    }

    [Theory]
    [InlineData("not an owner", "the basis stated does not hold for this unit")]
    [InlineData("nobody registered", "the basis stated does not hold for this unit")]
    [InlineData("beyond 90 days", "at most 90 days ahead")]
    [InlineData("hash of zeros", "is the hash of no document")]
    [InlineData("hash of ones", "is the hash of no document")]
    [InlineData("hash of nothing", "is the hash of no document")]
    [InlineData("out of scope", "does not allow a lien check")]
    [InlineData("authorisation over", "was valid to 2021-01-01")]
    [InlineData("expired", "the check expired")]
    [InlineData("no basis", "states no basis")]
    [InlineData("court by authorisation", "purpose Court does not fit an owner's authorisation")]
    [InlineData("duty by authorisation", "purpose OfficialDuty does not fit an owner's authorisation")]
    [InlineData("other bank's mortgage", "not of the bank that asks")]
    [InlineData("mortgage not live", "the basis stated does not hold for this unit")]
    [InlineData("title by mortgage", "not title checks")]
    [InlineData("new loan by mortgage", "purpose LoanApplication does not fit a mortgage of the bank")]
    [InlineData("official file of a bank", "only departments")]
    [InlineData("sale by official file", "purpose Sale does not fit an official file")]
    public async Task A_check_beyond_its_basis_is_refused_by_C_68_with_the_reason_and_kept(string fault, string reason)
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var request = fault.Contains("mortgage", StringComparison.Ordinal) ? Checks.ByMortgage() : fault.Contains("file", StringComparison.Ordinal)
            ? Checks.ByFile()
            : Checks.ByOwner();
        switch (fault)
        {
            case "not an owner": request.Authorisation.Owner = Requests.Bo; break;
            case "nobody registered": request.UnitCode = Requests.Parcel; break;
            case "beyond 90 days": request.Authorisation.ValidTo = $"{TimeProvider.System.GetUtcNow().AddDays(92):yyyy-MM-dd}"; break;
            case "hash of zeros": request.Authorisation.DocumentSha256 = ByteString.CopyFrom(new byte[32]); break;
            case "hash of ones": request.Authorisation.DocumentSha256 = ByteString.CopyFrom([.. Enumerable.Repeat((byte)1, 32)]); break;
            case "hash of nothing": request.Authorisation.DocumentSha256 = ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData([])); break;
            case "out of scope": request.Authorisation.AllowLien = false; break;
            case "authorisation over": request.Authorisation.ValidTo = "2021-01-01"; break;
            case "expired": request.ExpiresMs = 1; break;
            case "no basis": request.Authorisation = null; break;
            case "court by authorisation": request.Purpose = CheckPurpose.Court; break;
            case "duty by authorisation": request.Purpose = CheckPurpose.OfficialDuty; break;
            case "other bank's mortgage": request.Mortgagee.Mortgagee = city["bank-b"].Member.CreditCode; break;
            case "new loan by mortgage": request.Purpose = CheckPurpose.LoanApplication; break;
            case "sale by official file": request.Purpose = CheckPurpose.Sale; break;
            default: break;
        }

        var asks = fault == "sale by official file" ? "tax" : "bank-a";
        var method = fault == "title by mortgage" ? Checks.Title : Checks.Lien;
        var refused = await Details.RefusedAsync(StatusCode.PermissionDenied, Checks.AskAsync(city, asks, method, request));

        var failure = Details.Of<RuleFailure>(refused).Single();
        Assert.Equal("C-68", failure.Rule);
        Assert.Contains(reason, failure.MessageEn, StringComparison.Ordinal);
        Assert.NotEmpty(failure.MessageZh);
        var kept = city.Store("registration").ListChecks(0, request.UnitCode, 10).Single().Row;
        Assert.Equal(("C-68", 0, (uint)request.Purpose), (kept.Refused, kept.Answer.Length, kept.Purpose));
    }

    [Fact]
    public async Task An_authorisation_for_the_title_gives_the_title_page_and_no_other()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var reply = await Checks.AskAsync(city, "bank-a", Checks.Title, Checks.ByOwner());
        using var certificate = JsonDocument.Parse(reply.Certificate.Memory);
        Assert.Equal("unit/" + Requests.Flat, certificate.RootElement.GetProperty("pages").EnumerateArray().Single().GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_mortgagee_checks_the_unit_of_its_live_mortgage_and_another_bank_does_not()
    {
        await using var city = await Mortgages.CityAsync();
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.SendAsync(Requests.MortgageRegistration(city["bank-a"]), Clerk.Registration);

        var reply = await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByMortgage());

        using var certificate = JsonDocument.Parse(reply.Certificate.Memory);
        var page = certificate.RootElement.GetProperty("pages").EnumerateArray().Single(p => p.GetProperty("key").GetString() == "enc/" + Requests.Flat);
        var row = EncumbrancePage.Parser.ParseFrom(Page.Parser.ParseFrom(page.GetProperty("page").GetBytesFromBase64()).Body).Mortgages.Single();
        Assert.Equal(Checks.ByMortgage().Mortgagee, row.Id);
        var kept = city.Store("registration").ListChecks(0, Requests.Flat, 10).Single().Row;
        Assert.Equal(("bank-a", "", $"mortgage {Requests.BankA}/DK2021-001"), (kept.Organisation, kept.Refused, kept.Basis));
        await Details.RefusedAsync(StatusCode.PermissionDenied, Checks.AskAsync(city, "bank-b", Checks.Lien, Checks.ByMortgage()));
    }

    [Theory]
    [InlineData("tax", Checks.Lien, CheckPurpose.OfficialDuty)]
    [InlineData("tax", Checks.Title, CheckPurpose.Court)]
    [InlineData("registration", Checks.Title, CheckPurpose.OfficialDuty)]
    public async Task A_department_checks_by_an_official_file(string department, string method, CheckPurpose purpose)
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenAsync(Requests.Opening(serial: 2));
        var request = Checks.ByFile();
        request.Purpose = purpose;

        var reply = await Checks.AskAsync(city, department, method, request);

        var kept = city.Store("registration").ListChecks(0, Requests.Flat, 10).Single().Row;
        Assert.Equal((department, "", "file F-2021-1", (uint)purpose), (kept.Organisation, kept.Refused, kept.Basis, kept.Purpose));
        Assert.Equal(reply.Certificate, kept.Answer);
    }

    [Theory]
    [InlineData(CheckRequest.BasisOneofCase.Authorisation, "LoanApplication, LoanManagement, Sale")]
    [InlineData(CheckRequest.BasisOneofCase.Mortgagee, "LoanManagement")]
    [InlineData(CheckRequest.BasisOneofCase.OfficialFile, "Court, OfficialDuty")]
    public void Each_basis_serves_its_purposes_and_no_other(CheckRequest.BasisOneofCase basis, string purposes)
    {
        var served = Enum.GetValues<CheckPurpose>().Where(purpose => CheckPurposes.Fault(basis, purpose) is null);
        Assert.Equal(purposes, string.Join(", ", served));
    }

    [Fact]
    public async Task Checks_are_listed_by_page_up_to_the_limit_of_a_page()
    {
        await using var city = new TestCity { Limits = new() { PageSize = 3 } };
        await city.StartAsync("registration");
        for (var i = 0; i < 4; i++)
            await city.Store("registration").AddCheckAsync(new() { UnitCode = i == 1 ? Requests.Parcel : Requests.Flat, Kind = "lien" }, TestCity.Limit);

        var client = new VerificationService.VerificationServiceClient(city.Connect("registration", city["audit"].Operator));
        var first = await client.ListChecksAsync(new() { PageSize = 2 }, cancellationToken: TestCity.Limit);
        var second = await client.ListChecksAsync(new() { PageSize = 3, PageToken = first.NextPageToken }, cancellationToken: TestCity.Limit);
        var flat = await client.ListChecksAsync(new() { UnitCode = Requests.Flat }, cancellationToken: TestCity.Limit);

        Assert.Equal(["1", "2"], first.Checks.Select(check => check.CheckId));
        Assert.Equal(["3", "4"], second.Checks.Select(check => check.CheckId));
        Assert.Equal("", second.NextPageToken);
        Assert.Equal(["1", "3", "4"], flat.Checks.Select(check => check.CheckId));
        var large = await Details.RefusedAsync(StatusCode.InvalidArgument,
            client.ListChecksAsync(new() { PageSize = 4 }, cancellationToken: TestCity.Limit).ResponseAsync);
        Assert.Equal("page_size", Details.Of<InputFailure>(large).Single().Field);
        var token = await Details.RefusedAsync(StatusCode.InvalidArgument,
            client.ListChecksAsync(new() { PageToken = "x" }, cancellationToken: TestCity.Limit).ResponseAsync);
        Assert.Equal("page_token", Details.Of<InputFailure>(token).Single().Field);
    }
}
