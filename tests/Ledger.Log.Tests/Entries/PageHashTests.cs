using System.Security.Cryptography;
using System.Text;

namespace Ledger.Log.Tests;

public sealed class PageHashTests
{
    [Fact]
    public void Nonce_and_hash_follow_their_definition()
    {
        var nonce = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var expected = SHA256.HashData([.. Encoding.ASCII.GetBytes("ledger.v1.page\n"), .. nonce, .. Encoding.ASCII.GetBytes("unit/x")])[..16];
        Assert.Equal(expected, PageHash.Nonce(nonce, "unit/x"));
        Assert.NotEqual(expected, PageHash.Nonce(nonce, "unit/y"));
        Assert.Equal(SHA256.HashData([1, 2]), PageHash.Of([1, 2]));
        Assert.Throws<ArgumentException>(() => PageHash.Nonce(nonce.AsSpan(1), "xunit"));
    }
}
