using System.Globalization;
using Ledger.Facts;

namespace Ledger.Network;

/// <summary>The invented numbers of the demo's papers, valid by their grammars on the day it runs. Safe for use by several threads.</summary>
/// <param name="today">Today in UTC+8: every act of the demo happens today.</param>
internal sealed class DemoNumbers(Day today)
{
    private const string Division = "441900";
    private int serial;

    /// <summary>Today, yyyy-MM-dd.</summary>
    public string Today { get; } = today.ToString();

    /// <summary>Some days from today, yyyy-MM-dd.</summary>
    public string In(int days) => today.AddDays(days).ToString();

    /// <summary>Today as the first instant of its day, ms since the epoch.</summary>
    public ulong TodayMs => (ulong)today.StartMilliseconds;

    /// <summary>An acceptance number (受理编号).</summary>
    public string Acceptance() => $"{today.Number}{Next():D5}";

    /// <summary>A business number (业务号).</summary>
    public string Business() => $"{today.Number}{Next():D6}";

    /// <summary>A title certificate number of this year.</summary>
    public string Title() => $"粤（{Year}）东莞不动产权第{Next():D7}号";

    /// <summary>A registration proof number (登记证明) of this year.</summary>
    public string Proof() => $"粤（{Year}）东莞不动产证明第{Next():D7}号";

    /// <summary>A contract number; A = new build, B = stock.</summary>
    public string Contract(char kind) => $"{Division}{kind}{YearMonth}{Next():D7}";

    /// <summary>Number that an office gives a paper of its own, after its letters.</summary>
    public string Office(string letters) => $"{letters}{today.Number}{Next():D4}";

    /// <summary>A pre-sale permit number.</summary>
    public string Permit() => $"东房预字第{today.Number}{Next():D4}号";

    /// <summary>A tax ticket number of 18 digits.</summary>
    public string Ticket() => $"344196{YearMonth}{Next():D8}";

    private string Year => (today.Number / 10_000).ToString(CultureInfo.InvariantCulture);

    private string YearMonth => (today.Number / 100 % 10_000).ToString("D4", CultureInfo.InvariantCulture);

    private int Next() => Interlocked.Increment(ref serial);
}
