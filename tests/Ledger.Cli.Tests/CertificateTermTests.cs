using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>What is said of a certificate before its end.</summary>
public sealed class CertificateTermTests
{
    private static readonly DateTimeOffset End = new(2030, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(91, null, "")]
    [InlineData(90, 90, "expires in 90 days, on 2030-06-01T08:00:00Z")]
    [InlineData(31, 90, "expires in 31 days")]
    [InlineData(30, 30, "expires in 30 days, on 2030-06-01T08:00:00Z: ask for a new one")]
    [InlineData(8, 30, "expires in 8 days")]
    [InlineData(7, 7, "!! expires in 7 days, on 2030-06-01T08:00:00Z: renew it now")]
    [InlineData(0, 0, "!! expired on 2030-06-01T08:00:00Z")]
    [InlineData(-5, 0, "!! expired on 2030-06-01T08:00:00Z")]
    public void It_is_said_from_ninety_thirty_and_seven_days_before(int days, int? stage, string said)
    {
        var now = End.AddDays(-days);
        Assert.Equal(stage, CertificateTerm.StageOf(End, now));
        Assert.StartsWith(said, CertificateTerm.Of(End, now)?.English ?? "", StringComparison.Ordinal);
        Assert.Equal(stage is null, CertificateTerm.Of(End, now) is null);
        Assert.Equal(stage is 30 or 7, CertificateTerm.NoteOf(End, now) is not null);
    }

    [Fact]
    public void The_status_names_whose_last_certificate_ends_and_nobody_who_has_renewed_or_left_long_ago()
    {
        OperatorView[] known =
        [
            Known("renewed", 20), Known("renewed", 700), Known("soon", 20), Known("late", 200), Known("over", -3), Known("left", -40),
        ];

        var said = OperatorList.Ending(known, End).Select(static condition => condition.MessageEn).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["over", "soon"], said.Select(static text => text.Split('\'')[0]));
        Assert.Equal("soon's certificate expires in 20 days, on 2030-06-21T08:00:00Z: ask for a new one", said[1]);
    }

    private static OperatorView Known(string name, int days) => new() { Name = name, NotAfterMs = (ulong)End.AddDays(days).ToUnixTimeMilliseconds() };
}
