using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Aspire.Hosting.Dashboard;

/// <summary>One gRPC message on an HTTP/2 body: a compression byte, a big-endian length, the message.</summary>
internal static class GrpcFrame
{
    private const int PrefixLength = 5;
    private const int LargestMessage = 4 * 1024 * 1024;

    public static async Task<T> ReadAsync<T>(PipeReader body, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (TryParse(read.Buffer, parser, out var message, out var consumed))
            {
                body.AdvanceTo(consumed);
                return message;
            }
            if (read.IsCompleted)
            {
                throw new GrpcFailure(GrpcStatus.InvalidArgument, "The request ends before its message does.");
            }
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static async Task WriteAsync(PipeWriter body, IMessage message, CancellationToken cancellationToken)
    {
        var length = message.CalculateSize();
        var prefix = body.GetSpan(PrefixLength);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        body.Advance(PrefixLength);
        message.WriteTo(body);
        await body.FlushAsync(cancellationToken);
    }

    private static bool TryParse<T>(ReadOnlySequence<byte> buffer, MessageParser<T> parser, out T message, out SequencePosition consumed)
        where T : IMessage<T>
    {
        message = default!;
        consumed = buffer.Start;
        if (buffer.Length < PrefixLength)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        if (prefix[0] != 0)
        {
            throw new GrpcFailure(GrpcStatus.Unimplemented, "Compressed messages are not read.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > LargestMessage)
        {
            throw new GrpcFailure(GrpcStatus.ResourceExhausted, $"A message may have {LargestMessage} bytes, this one has {length}.");
        }
        if (buffer.Length < PrefixLength + length)
        {
            return false;
        }

        var payload = buffer.Slice(PrefixLength, length);
        consumed = payload.End;
        try
        {
            message = parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcFailure(GrpcStatus.InvalidArgument, e.Message);
        }
        return true;
    }
}
