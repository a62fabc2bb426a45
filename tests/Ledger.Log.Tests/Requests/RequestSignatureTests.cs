using System.Security.Cryptography;
using System.Text;

namespace Ledger.Log.Tests;

public sealed class RequestSignatureTests
{
    private const string Method = "/ledger.v1.TaxService/Assess";
    private static readonly byte[] Request = [1, 2, 3];

    [Fact]
    public void The_text_follows_its_definition()
    {
        byte[] expected = [.. Encoding.ASCII.GetBytes("ledger.v1.Request\nledger.test/city\n/ledger.v1.TaxService/Assess\n"), 1, 2, 3];
        Assert.Equal(expected, RequestText.Build("ledger.test/city", Method, Request));
        Assert.Equal(SHA256.HashData(expected), RequestText.Hash("ledger.test/city", Method, Request));
    }

    [Fact]
    public void A_signature_is_good_for_one_origin_method_and_request_only()
    {
        using var keys = new TestEnvelopes();
        var signature = RequestSignature.Sign(new EcdsaSigner(keys.PrivateKey), "a", Method, Request);
        Assert.True(RequestSignature.Verify(keys.Key, "a", Method, Request, signature));
        Assert.False(RequestSignature.Verify(keys.Key, "b", Method, Request, signature));
        Assert.False(RequestSignature.Verify(keys.Key, "a", "/ledger.v1.TaxService/Pay", Request, signature));
        Assert.All(Flip.EveryByte(Request), changed => Assert.False(RequestSignature.Verify(keys.Key, "a", Method, changed, signature)));
        Assert.All(Flip.EveryByte(signature), changed => Assert.False(RequestSignature.Verify(keys.Key, "a", Method, Request, changed)));
        Assert.False(RequestSignature.Verify(keys.Key, "a", Method, Request, []));
        using var other = new TestEnvelopes();
        Assert.False(RequestSignature.Verify(other.Key, "a", Method, Request, signature));
    }

    [Fact]
    public void Parts_that_could_run_into_each_other_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RequestText.Build("a\nb", Method, Request));
        Assert.Throws<ArgumentException>(() => RequestText.Build("a", "b\n", Request));
        Assert.Throws<ArgumentException>(() => RequestText.Build("", Method, Request));
        Assert.Throws<ArgumentException>(() => RequestText.Build("a" + '\ud800', Method, Request));
    }
}
