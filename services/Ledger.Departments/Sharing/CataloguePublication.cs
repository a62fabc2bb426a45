using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>A department changes what it offers: the new catalogue's hash goes on the ledger and the former one ends.</summary>
internal sealed class CataloguePublication(Department department, CatalogueBook catalogues, TraceActs acts, TimeProvider time)
{
    private const int Years = 10;

    /// <summary>Builds the act; faults go to the scope.</summary>
    public IReadOnlyList<BuiltAct> Build(ActScope scope, Catalogue? stated)
    {
        var inForce = catalogues.InForce();
        var catalogue = scope.Input.Required(stated, "catalogue");
        CatalogueFaults.Add(scope.Input, catalogue, department.Name, inForce.Catalogue.Version, SharedAnswers.All);
        var bytes = catalogue.ToByteArray();
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        var request = new AuthoriseSharingRequest
        {
            Asker = department.CreditCode,
            Purpose = CatalogueBook.Purpose,
            Basis = SharingBasis.Duty,
            FirstDay = today.ToString(),
            LastDay = today.AddDays(Years * 365).ToString(),
            Sha256 = ByteString.CopyFrom(SHA256.HashData(bytes)),
            Revokes = inForce.Number ?? "",
        };
        request.Fields.AddRange(catalogue.Items.Where(static item => item.Degree != SharingDegree.NotShared).Select(static item => item.CountsAs).Distinct());
        return [acts.Authorisation(scope, request, CatalogueBook.Subject, CatalogueBook.Subject)];
    }
}
