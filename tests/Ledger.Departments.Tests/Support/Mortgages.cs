using Google.Protobuf;
using Ledger.Facts;
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
        await OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank));
        await officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit);
        return city;
    }

    /// <summary>Starts registration and has the flat and its parcel opened.</summary>
    public static async Task OpenAsync(TestCity city)
    {
        await city.StartAsync("registration");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenAsync(Requests.Opening(Requests.Flat, 2));
    }

    /// <summary>Has the flat seized by a court.</summary>
    public static Task SeizeAsync(TestCity city)
    {
        var now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000;
        var day = Day.At(now);
        var seizure = new EnterSeizureRequest
        {
            Recording = new() { AcceptanceNumber = $"{day.Number}0031", AcceptanceTimeMs = now, RecordingDate = day.ToString() },
            UnitCode = Requests.Flat,
            BusinessNumber = $"{day.Number}5031",
            Kind = SeizureKind.Seizure,
            Authority = "11441900000000019Y",
            DocumentNumber = "（2021）粤1971执保123号",
            DeliveryTimeMs = now,
            Term = new SeizureTerm { Months = 36 },
            Document = new() { Fields = { new V1.DocumentField { Name = "notice", Value = "协助执行通知书" } } },
        };
        return new Clerk(city, "registration", city["registration"].Operator)
            .SendAsync(Requests.Write(new RegistrationAct { EnterSeizure = seizure }), Clerk.Registration);
    }

    public static async Task<PrepareReply> PrepareAsync(Clerk clerk, TestCertificate certificate, PrepareRequest request)
        => (PrepareReply)await clerk.CallAsync(request, Prepare, TestCity.Sign(certificate, Prepare, request));

    public static ByteString Sign(TestOrganisation bank, PrepareReply prepared)
        => ByteString.CopyFrom(new EnvelopeSigner(bank.Signer.Key).Sign(prepared.Payload.Memory).ToByteArray());
}
