using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A mortgage of the old book with the pages its rules read.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Page">Its page.</param>
/// <param name="Certificate">Page of its proof.</param>
/// <param name="Mortgagee">The mortgagee's member entry.</param>
/// <param name="Head">The page that counts the parts that one old proof stands for; null for a mortgage without parts.</param>
internal sealed record MigratedMortgage(
    MortgageRow Row, PageView<MortgagePage> Page, PageView<CertificatePage> Certificate, PageView<Member> Mortgagee, PageView<MortgagePage>? Head);
