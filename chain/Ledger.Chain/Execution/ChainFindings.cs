using System.Globalization;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>The findings of the chain's own rules.</summary>
internal static class ChainFindings
{
    private const string EnvelopeSource = "envelope";

    public static Finding Malformed(LogFault fault) => Reject(
        ChainRules.Envelope, "信封格式", "envelope format", fault.Chinese, fault.English, [],
        "按唯一编码重新编码并签名。", "Encode it in the one encoding and sign it again.");

    public static Finding Origin(string wanted, string seen) => Reject(
        ChainRules.Origin, "账本名称", "ledger name",
        $"信封写给账本“{seen}”，本账本是“{wanted}”。", $"The envelope is for the ledger '{seen}'; this one is '{wanted}'.",
        [new("origin", seen, EnvelopeSource), new("wanted", wanted, "ledger")],
        "核对账本名称后重新签名。", "Check the ledger's name and sign again.");

    public static Finding UnknownSigner(byte[] keyId) => Reject(
        ChainRules.Signer, "签名密钥", "signing key",
        "账本上没有该签名密钥，或已停用。", "The signing key is not on the ledger, or was retired.",
        [new("key_id", Hex(keyId), EnvelopeSource)],
        "使用本机构已登记的密钥，或先通过治理登记新密钥。", "Sign with a key that the ledger lists for your organisation, or have a new one recorded by governance.");

    public static Finding BadSignature(byte[] keyId, string organisation) => Reject(
        ChainRules.Signature, "签名", "signature",
        "签名与信封内容不符，或 s 值不在低半区。", "The signature does not fit the envelope's bytes, or its s is high.",
        [new("key_id", Hex(keyId), EnvelopeSource), new("organisation", organisation, PageKeys.Key(keyId))],
        "对原始载荷字节重新签名（r || s，低 s）。", "Sign the payload's very bytes again (r || s, low s).");

    public static Finding CertificateTime(CertificateIdentity certificate, ulong timeMs, Page page, string key) => Reject(
        ChainRules.Certificate, "证书有效期", "certificate validity",
        "信封时间不在签名者证书的有效期内。", "The envelope's time is outside the validity of the signer's certificate.",
        [
            new("time", Time(timeMs), EnvelopeSource),
            new("notBefore", Time(certificate.NotBeforeMs), key, Hex(page.Entry.Span)),
            new("notAfter", Time(certificate.NotAfterMs), key, Hex(page.Entry.Span)),
        ],
        "更换证书（ReplaceKeys）或核对时钟。", "Have the certificate replaced (ReplaceKeys), or check your clock.");

    public static Finding Revoked(string key, Page page) => Reject(
        ChainRules.Revoked, "证书已吊销", "certificate revoked",
        "签名者的证书已被吊销。", "The signer's certificate is revoked.",
        [new("revoked", Time(page.TimeMs), key, Hex(page.Entry.Span))],
        "使用未吊销的密钥。", "Sign with a key that is not revoked.");

    public static Finding Conflict(string sequenceKey, byte[] recorded) => Reject(
        ChainRules.Sequence, "编号重复", "number used before",
        "该编号已被同一密钥的另一信封使用。", "Another envelope of the same key has used this number.",
        [new("recorded", Hex(recorded), sequenceKey, Hex(recorded))],
        "换用新的编号。", "Take another number.");

    public static Finding Repeated(string sequenceKey, byte[] recorded) => Reject(
        ChainRules.Sequence, "信封重复", "envelope applied before",
        "该信封已在账本上，排序不应再次放入区块。", "This envelope is on the ledger already; ordering must not put it into a block again.",
        [new("recorded", Hex(recorded), sequenceKey, Hex(recorded))],
        "检查排序服务。", "Examine the ordering service.");

    public static Finding Stale(ulong timeMs, ulong nowMs, string clock) => Reject(
        ChainRules.Freshness, "信封时间", "envelope freshness",
        $"信封时间与排序时钟（{clock}）相差超过 {EnvelopeJudge.FreshnessMs / 60_000} 分钟。",
        $"The envelope's time is more than {EnvelopeJudge.FreshnessMs / 60_000} minutes off the ordering clock ({clock}).",
        [new("time", Time(timeMs), EnvelopeSource), new("clock", Time(nowMs), clock)],
        "核对时钟，以同一编号用新时间重新签名。", "Check your clock and sign anew, with a new time, under the same number.");

    public static Finding BeforeSeal(ulong timeMs, OrderingClock clock) => Reject(
        ChainRules.SealTime, "账本时间", "time of the ledger",
        $"信封时间早于账本最新封印超过 {EnvelopeJudge.SealToleranceMs / 60_000} 分钟：时钟偏慢，或此前有时钟偏快时写入过账本。",
        $"The envelope's time is more than {EnvelopeJudge.SealToleranceMs / 60_000} minutes before the newest seal's: the clocks are behind, or the ledger was written to while clocks were ahead.",
        [new("time", Time(timeMs), EnvelopeSource), new("seal", Time(clock.SealMs), "newest seal"), new("clock", Time(clock.NowMs), clock.Name)],
        $"核对时钟；若确系时钟曾偏快，请等到该封印时间，或由排序节点的操作员将 accept_seal_time_ms 设为 {clock.SealMs.ToString(CultureInfo.InvariantCulture)}。",
        $"Check the clocks. If clocks were ahead before, wait for the seal's time, or have the operator of the ordering node set accept_seal_time_ms to {clock.SealMs.ToString(CultureInfo.InvariantCulture)}.");

    public static Finding Younger(ulong timeMs, IReadOnlyList<PageRead> younger) => Reject(
        ChainRules.Time, "时间顺序", "order of time",
        "信封时间早于其所读页面的时间。", "The envelope's time is before that of a page it read.",
        [
            new("time", Time(timeMs), EnvelopeSource),
            .. younger.Select(read =>
            {
                var page = Page.Parser.ParseFrom(read.Page);
                return new FindingValue("page time", Time(page.TimeMs), read.Key, Hex(page.Entry.Span));
            }),
        ],
        "以不早于这些页面的时间重新签名。", "Sign anew with a time not before any of these.");

    public static Finding UnknownProfile(uint profile) => Reject(
        ChainRules.Profile, "规则版本", "rule profile",
        $"本节点的程序没有规则版本 {profile}。", $"This node's code does not have rule profile {profile}.",
        [new("profile", profile.ToString(CultureInfo.InvariantCulture), PageKeys.Profile)],
        "升级该节点的程序。", "Upgrade this node.");

    // What an exception says of itself depends on the machine: its language, its build.
    public static Finding Fault(string eventType, Exception e) => Reject(
        ChainRules.Fault, "规则程序错误", "fault in the rules' code",
        $"事件 {eventType} 的规则程序出错：{e.GetType().Name}", $"The rules' code failed on event {eventType}: {e.GetType().Name}",
        [new("event", eventType, EnvelopeSource)],
        "保留该信封并报告此错误。", "Keep the envelope and report this fault.");

    public static Finding Governance(string messageZh, string messageEn, IReadOnlyList<FindingValue> values, string adviceZh, string adviceEn) =>
        Reject(ChainRules.Governance, "治理", "governance", messageZh, messageEn, values, adviceZh, adviceEn);

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    public static string Time(ulong ms) => ms <= 253_402_300_799_999
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : ms.ToString(CultureInfo.InvariantCulture) + " ms";

    private static Finding Reject(string rule, string nameZh, string nameEn, string messageZh, string messageEn, IReadOnlyList<FindingValue> values,
        string adviceZh, string adviceEn) =>
        new(rule, Severity.Reject, nameZh, nameEn, messageZh, messageEn, values, adviceZh, adviceEn);
}
