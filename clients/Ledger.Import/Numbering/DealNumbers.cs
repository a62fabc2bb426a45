using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Every number invented for one row: contract, case, certificate, ticket.</summary>
/// <param name="Range">The import's range.</param>
/// <param name="Row">Place of the row in the file, from 1.</param>
/// <param name="FirstUnit">Units of all rows before this one.</param>
/// <param name="Date">Day of the deal.</param>
internal sealed record DealNumbers(ImportRange Range, int Row, int FirstUnit, Day Date)
{
    private const string Division = "441900";

    /// <summary>Certificates a unit may need in one deal: opening, buyer, and the seller who keeps a part.</summary>
    public const int CertificatesPerUnit = 3;

    /// <summary>Tax tickets of one deal, at most.</summary>
    public const int MostTickets = 999;

    /// <summary>When the case is accepted and recorded: on the day of the deal, unless something is in the book after it already.</summary>
    public Booking Booking { get; init; } = Booking.On(Date);

    /// <summary>Who holds the units before, when the ledger does not know them.</summary>
    public InventedPerson Holder => Range.Holder(Row);

    /// <summary>Who buys.</summary>
    public InventedPerson Buyer => Range.Buyer(Row);

    /// <summary>Number of the contract and of its filing; the import files sales of stock homes only.</summary>
    public string Contract => $"{Division}B{YearMonth}{Range.Number}{Row:D6}";

    /// <summary>Acceptance of the openings.</summary>
    public string OpeningAcceptance => $"YK{Letter}{Date.Number}{Row:D6}";

    /// <summary>Acceptance of the transfer.</summary>
    public string TransferAcceptance => $"YS{Letter}{Booking.Accepted.Number}{Row:D6}";

    /// <summary>Acceptance of the correction that takes an earlier sale back.</summary>
    public string CorrectionAcceptance => $"YG{Letter}{Booking.Accepted.Number}{Row:D6}";

    /// <summary>Business number of a unit's correction.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    public string CorrectionBusiness(int unit) => $"BG{Letter}{Booking.Recorded.Number}{FirstUnit + unit:D6}";

    /// <summary>New certificate of an owner whom a correction puts back.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    /// <param name="owner">Place of the owner, below <see cref="CertificatesPerUnit"/>.</param>
    public string CorrectionCertificate(int unit, int owner) => Certificate(unit, owner, Booking.Recorded);

    private char Letter => (char)('A' + Range.Number);

    private string YearMonth => $"{Date.Year % 100:D2}{Date.Month:D2}";

    /// <summary>Business number of a unit's opening.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    public string OpeningBusiness(int unit) => $"BK{Letter}{Date.Number}{FirstUnit + unit:D6}";

    /// <summary>Business number of a unit's transfer.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    public string TransferBusiness(int unit) => $"BS{Letter}{Booking.Recorded.Number}{FirstUnit + unit:D6}";

    /// <summary>Certificate of the holder whom the opening names.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    /// <param name="recorded">Day of recording; its year stands in the number.</param>
    public string OpeningCertificate(int unit, Day recorded) => Certificate(unit, 0, recorded);

    /// <summary>Certificate of the buyer.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    public string BuyerCertificate(int unit) => Certificate(unit, 1, Booking.Recorded);

    /// <summary>New certificate of the seller who keeps a part.</summary>
    /// <param name="unit">Place of the unit in the deal, from 0.</param>
    public string ReissuedCertificate(int unit) => Certificate(unit, 2, Booking.Recorded);

    /// <summary>A tax ticket, 20 digits.</summary>
    /// <param name="ticket">From 0.</param>
    public string Ticket(int ticket)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ticket, MostTickets);
        return $"344196{YearMonth}{Range.Number}{Row:D6}{ticket:D3}";
    }

    private string Certificate(int unit, int which, Day recorded)
        => $"粤（{recorded.Year:D4}）东莞不动产权第{Letter}{((FirstUnit + unit) * CertificatesPerUnit) + which:D8}号";
}
