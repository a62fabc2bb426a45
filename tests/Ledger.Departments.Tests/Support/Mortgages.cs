using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A bank's two calls of one act.</summary>
internal static class Mortgages
{
    public const string Submit = "/ledger.v1.FinanceService/Submit";
    private const string Prepare = "/ledger.v1.FinanceService/Prepare";

    /// <summary>A city in which bank A's mortgage contract, number 1 of finance, is recorded.</summary>
    public static async Task<TestCity> CityAsync()
    {
        var city = new TestCity();
        await city.StartAsync("registration");
        await city.StartAsync("finance");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenAsync(Requests.Opening(Requests.Flat, 2));
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank));
        await officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit);
        return city;
    }

    public static async Task<PrepareReply> PrepareAsync(Clerk clerk, TestCertificate certificate, PrepareRequest request)
        => (PrepareReply)await clerk.CallAsync(request, Prepare, TestCity.Sign(certificate, Prepare, request));

    public static ByteString Sign(TestOrganisation bank, PrepareReply prepared)
        => ByteString.CopyFrom(new EnvelopeSigner(bank.Signer.Key).Sign(prepared.Payload.Memory).ToByteArray());
}
