namespace Ledger.Log.Tests;

public sealed class CheckpointTests
{
    private const string Root = "HtoEmkNR2G92JSvX7At3Rq11t/oDFq1fVB29pFijEsQ=";

    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("257", 257UL)]
    [InlineData("9223372036854775807", 9223372036854775807UL)]
    public void A_checkpoint_reads_back_as_written(string size, ulong expected)
    {
        var text = $"ledger.test/city\n{size}\n{Root}\n";
        var checkpoint = Checkpoint.Parse(text);
        Assert.Equal(expected, checkpoint.Size);
        Assert.Equal("ledger.test/city", checkpoint.Origin);
        Assert.Equal(text, checkpoint.ToString());
        Assert.Equal(checkpoint, new Checkpoint("ledger.test/city", expected, Convert.FromBase64String(Root)));
        Assert.NotEqual(checkpoint, new Checkpoint("ledger.test/city", expected, new byte[32]));
    }

    [Theory]
    [InlineData("", "checkpoint.lines")]
    [InlineData("o\n1\n" + Root, "checkpoint.lines")]
    [InlineData("o\n1\n", "checkpoint.lines")]
    [InlineData("o\n1\n" + Root + "\nextension\n", "checkpoint.lines")]
    [InlineData("o\n1\n" + Root + "\n\n", "checkpoint.lines")]
    [InlineData("\n1\n" + Root + "\n", "checkpoint.origin")]
    [InlineData("o\r\n1\n" + Root + "\n", "checkpoint.origin")]
    [InlineData("o\n\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n01\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n+1\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n-1\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n1 \n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n0x1\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n１\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n9223372036854775808\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n18446744073709551616\n" + Root + "\n", "checkpoint.size")]
    [InlineData("o\n1\nHtoE\n", "checkpoint.root")]
    [InlineData("o\n1\n\n", "checkpoint.root")]
    [InlineData("o\n1\nHtoEmkNR2G92JSvX7At3Rq11t/oDFq1fVB29pFijEsR=\n", "checkpoint.root")]
    [InlineData("o\n1\n HtoEmkNR2G92JSvX7At3Rq11t/oDFq1fVB29pFijEsQ=\n", "checkpoint.root")]
    public void A_malformed_checkpoint_is_refused(string text, string code)
    {
        Assert.False(Checkpoint.TryParse(text, out var checkpoint, out var fault));
        Assert.Null(checkpoint);
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public void A_checkpoint_is_not_made_of_bad_parts()
    {
        Assert.Throws<LogFormatException>(() => new Checkpoint("", 1, new byte[32]));
        Assert.Throws<LogFormatException>(() => new Checkpoint("o\np", 1, new byte[32]));
        Assert.Throws<LogFormatException>(() => new Checkpoint("o", MerkleLog.MaxSize + 1, new byte[32]));
        Assert.Throws<LogFormatException>(() => new Checkpoint("o", 1, new byte[31]));
    }
}
