using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Title and lien checks at registration, on each basis.</summary>
internal static class Checks
{
    public const string Lien = "/ledger.v1.VerificationService/CheckLien";
    public const string Title = "/ledger.v1.VerificationService/CheckTitle";

    /// <summary>By the owner's authorisation.</summary>
    public static CheckRequest ByOwner()
    {
        var request = Check(CheckPurpose.LoanApplication);
        request.Authorisation = new()
        {
            Number = "AUTH-2021-1",
            Owner = Requests.An,
            DocumentSha256 = ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData("authorisation"u8)),
            AllowTitle = true,
            AllowLien = true,
            ValidTo = $"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}",
        };
        return request;
    }

    /// <summary>By bank A's mortgage.</summary>
    public static CheckRequest ByMortgage()
    {
        var request = Check(CheckPurpose.LoanManagement);
        request.Mortgagee = new() { Mortgagee = Requests.BankA, ContractNumber = "DK2021-001" };
        return request;
    }

    /// <summary>By a department's file.</summary>
    public static CheckRequest ByFile()
    {
        var request = Check(CheckPurpose.OfficialDuty);
        request.OfficialFile = "F-2021-1";
        return request;
    }

    public static async Task<CheckReply> AskAsync(TestCity city, string organisation, string method, CheckRequest request)
    {
        var certificate = city[organisation].Operator;
        return (CheckReply)await new Clerk(city, "registration", certificate).CallAsync(request, method, TestCity.Sign(certificate, method, request));
    }

    private static CheckRequest Check(CheckPurpose purpose) => new()
    {
        Context = TestCity.NewContext(),
        UnitCode = Requests.Flat,
        Purpose = purpose,
        ExpiresMs = (ulong)TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(),
    };
}
