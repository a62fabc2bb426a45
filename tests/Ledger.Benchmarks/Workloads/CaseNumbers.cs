using System.Globalization;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>
/// The invented numbers of one case, valid by their grammars and all different: unit, acceptance, certificate, contract,
/// tickets, a person born in the 1880s. Made from a counter alone, so that runs are alike.
/// </summary>
/// <param name="index">The case, from 0, at most <see cref="Limit"/>.</param>
/// <param name="today">Day of every act.</param>
/// <param name="firstParcel">Number of the parcel on which the flats begin; cases of other days have other parcels.</param>
internal readonly struct CaseNumbers(int index, Day today, int firstParcel = 1)
{
    /// <summary>Cases that have numbers: what the serials of one day hold.</summary>
    public const int Limit = 999_999;

    /// <summary>Parcels that the cases of one day take.</summary>
    public const int Parcels = (Limit + 1) / UnitsPerParcel;

    private const int UnitsPerParcel = 1_000;
    private const int Births = 3_650;

    private static readonly Day FirstBirth = Day.Parse("1880-01-01");

    /// <summary>The day, yyyy-MM-dd.</summary>
    public string Today => today.ToString();

    /// <summary>The day's first instant, ms since the epoch.</summary>
    public ulong TodayMs => (ulong)today.StartMilliseconds;

    /// <summary>A flat; a thousand share a parcel.</summary>
    public string Unit => Text($"441900004001GB{firstParcel + (index / UnitsPerParcel):D5}F{1 + (index % UnitsPerParcel / 100):D4}{1 + (index % 100):D4}");

    /// <summary>Acceptance number.</summary>
    public string Acceptance => Text($"{today.Number}{index:D6}");

    /// <summary>Business number of the opening.</summary>
    public string Business => Text($"{today.Number}{index:D6}");

    /// <summary>Business number of the transfer.</summary>
    public string TransferBusiness => Text($"{today.AddDays(-1).Number}{index:D6}");

    /// <summary>Title certificate of the first owner.</summary>
    public string Title => Text($"粤（{today.Number / 10_000}）东莞不动产权第{index:D7}号");

    /// <summary>Title certificate of the buyer.</summary>
    public string BuyersTitle => Text($"粤（{today.Number / 10_000}）东莞不动产权第{Limit + 1 + index:D7}号");

    /// <summary>Sale contract.</summary>
    public string Contract => Text($"441900A{today.Number / 100 % 10_000:D4}{index:D7}");

    /// <summary>The person of the case.</summary>
    public PartyInput Person
    {
        get
        {
            var digits = Text($"441900{FirstBirth.AddDays(index % Births).Number}{1 + (index / Births):D3}");
            return new PartyInput { DocumentType = 1, DocumentNumber = digits + CheckCharacter(digits), Name = "安一" };
        }
    }

    /// <summary>A tax ticket.</summary>
    /// <param name="nth">Which of the case, 0 or 1.</param>
    public string Ticket(int nth) => Text($"344196{today.Number / 100 % 10_000:D4}{(2 * index) + nth:D8}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>ISO 7064 MOD 11-2 over 17 digits (GB 11643).</summary>
    private static char CheckCharacter(string digits)
    {
        var sum = 0;
        foreach (var digit in digits)
            sum = ((sum + (digit - '0')) * 2) % 11;

        return "10X98765432"[sum];
    }
}
