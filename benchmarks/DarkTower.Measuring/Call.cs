using System.Text;

namespace DarkTower.Measuring;

/// <summary>A kind of request.</summary>
/// <param name="Name">As the report shows it.</param>
/// <param name="Status">What it must be answered with; everything else is a failure.</param>
/// <param name="Request">The bytes of the n-th one.</param>
public sealed record Call(string Name, int Status, Func<long, byte[]> Request)
{
    public static byte[] Get(string path, string key) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n");

    public static byte[] Post(string path, string key, string json) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {json.Length}\r\n\r\n{json}");
}
