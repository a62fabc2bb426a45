using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Keys of the world state (formats.md 9). They hold identifiers of units and documents, never of persons. The arguments
/// are canonical spellings; nothing is checked here.
/// </summary>
public static class PageKeys
{
    /// <summary>Title page of a unit.</summary>
    public static string Title(string unitCode) => "unit/" + unitCode;

    /// <summary>Encumbrance page of a unit.</summary>
    public static string Encumbrances(string unitCode) => "enc/" + unitCode;

    /// <summary>The active contract on a unit.</summary>
    public static string Deal(string unitCode) => "deal/" + unitCode;

    /// <summary>A sale contract.</summary>
    public static string Contract(string contractNumber) => "contract/" + contractNumber;

    /// <summary>The contract that is filed under a number.</summary>
    public static string Filing(string filingNumber) => "filing/" + filingNumber;

    /// <summary>A pre-sale permit.</summary>
    public static string Permit(string permitNumber) => "permit/" + permitNumber;

    /// <summary>A unit's row of the house table.</summary>
    public static string House(string unitCode) => "house/" + unitCode;

    /// <summary>A building, by the first 24 characters of its units' codes.</summary>
    public static string Building(string building) => "building/" + building;

    /// <summary>An agreement on supervised funds.</summary>
    public static string Fund(string agreementNumber) => "fund/" + agreementNumber;

    /// <summary>An instrument: the reason of a transfer without a sale.</summary>
    public static string Instrument(string number) => "instrument/" + number;

    /// <summary>The buildings that stand on a parcel, by its 19 characters.</summary>
    public static string Land(string parcelCode) => "land/" + parcelCode;

    /// <summary>The taxes of a sale contract.</summary>
    public static string Tax(string contractNumber) => "tax/" + contractNumber;

    /// <summary>A tax ticket.</summary>
    public static string Ticket(string ticketNumber) => "ticket/" + ticketNumber;

    /// <summary>A certificate or registration proof; a legacy one by the hex of its hash.</summary>
    public static string Certificate(CertificateId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return "cert/" + (id.Number.Length > 0 ? id.Number : "#" + Convert.ToHexStringLower(id.LegacyHash.Span));
    }

    /// <summary>A mortgage; one of a private lender by the hex of its token, one in parts by the number of the part.</summary>
    public static string Mortgage(MortgageId id) => "mortgage/" + NameOf(id);

    /// <summary>The release of one unit from a mortgage.</summary>
    public static string Release(MortgageId id, string unitCode) => $"release/{NameOf(id)}/{unitCode}";

    /// <summary>A business number of the registry.</summary>
    public static string Business(string businessNumber) => "biz/" + businessNumber;

    /// <summary>The city file in force; absent: the rule profile's own.</summary>
    public const string City = "sys/city";

    /// <summary>A dated table of a city; absent: the rule profile's own.</summary>
    public static string Table(string city, TableKind kind) => $"sys/table/{city}/{NameOf(kind)}";

    /// <summary>The open cases on a unit.</summary>
    public static string Desk(string unitCode) => "desk/" + unitCode;

    /// <summary>A case of the registry.</summary>
    public static string Case(string acceptanceNumber) => "case/" + acceptanceNumber;

    /// <summary>An approved exception.</summary>
    public static string Exception(string number) => "exc/" + number;

    /// <summary>An authorisation to share.</summary>
    public static string Authorisation(string number) => "auth/" + number;

    /// <summary>The queries on one unit, by the unit's HMAC.</summary>
    public static string Trace(ReadOnlySpan<byte> hmac) => "trace/" + Convert.ToHexStringLower(hmac);

    /// <summary>
    /// An operator, by the credit code of the organisation that enrolled it and the SHA-256 of the certificate: nobody enrols another's.
    /// </summary>
    public static string Staff(string member, ReadOnlySpan<byte> fingerprint) => $"staff/{member}/{Convert.ToHexStringLower(fingerprint)}";

    /// <summary>What became of an applicant's objection on a ground.</summary>
    public static string Objection(string unitCode, Party applicant, string ground)
    {
        ArgumentNullException.ThrowIfNull(applicant);
        var party = applicant.CreditCode.Length > 0 ? applicant.CreditCode : Convert.ToHexStringLower(applicant.Token.Span);
        return $"objection/{unitCode}/{party}/{ground}";
    }

    /// <summary>A member of the consortium, by credit code.</summary>
    public static string Member(string creditCode) => "sys/member/" + creditCode;

    private static string NameOf(TableKind kind) => kind switch
    {
        TableKind.Calendar => "calendar",
        TableKind.DeedTax => "deed-tax",
        TableKind.OtherTax => "other-tax",
        TableKind.Exemption => "exemption",
        TableKind.Limits => "limits",
        TableKind.Codes => "codes",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a table with a page."),
    };

    private static string NameOf(MortgageId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var contract = $"{(id.Mortgagee.Length > 0 ? id.Mortgagee : Convert.ToHexStringLower(id.Token.Span))}/{id.ContractNumber}";
        return id.Part == 0 ? contract : $"{contract}/{id.Part}";
    }
}
