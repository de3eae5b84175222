// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/// Stands between a client and a server of the loopback, and cuts the connection at a byte. Until a word comes from the
/// client everything passes; from that word on it counts what passes, and stops after so many bytes of the client or
/// of the server.
class proxy {
public:
    static constexpr std::size_t never = static_cast<std::size_t>(-1);

    proxy(int server_port, std::string word, std::size_t from_client, std::size_t from_server)
        : server_port_(server_port)
        , word_(std::move(word))
        , client_bytes_(from_client)
        , server_bytes_(from_server) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in any = address(0);
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&any), sizeof any) == 0);
        REQUIRE(::listen(listener_, 8) == 0);
        socklen_t size = sizeof any;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&any), &size);
        port_ = ntohs(any.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    proxy(const proxy&) = delete;
    proxy& operator=(const proxy&) = delete;
    ~proxy() {
        stop_ = true;
        thread_.join();
        ::close(listener_);
    }

    int port() const { return port_; }
    bool has_cut() const { return cut_; }

private:
    static sockaddr_in address(int port) {
        sockaddr_in a{};
        a.sin_family = AF_INET;
        a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        a.sin_port = htons(static_cast<std::uint16_t>(port));
        return a;
    }
    void serve() {
        while (!stop_) {
            pollfd waiting{listener_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) continue;
            const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            sockaddr_in there = address(server_port_);
            if (::connect(server, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0)
                pass(client, server);
            // by a reset, so that what was sent before cannot arrive after all
            const linger hard{1, 0};
            ::setsockopt(client, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
            ::close(client);
            ::close(server);
        }
    }
    void pass(int client, int server) {
        bool counting = false;
        std::size_t left_client = client_bytes_, left_server = server_bytes_;
        std::string seen;
        while (!stop_) {
            pollfd both[2]{{client, POLLIN, 0}, {server, POLLIN, 0}};
            if (::poll(both, 2, 20) <= 0) continue;
            char bytes[65536];
            if ((both[0].revents & (POLLIN | POLLHUP)) != 0) {
                const ssize_t got = ::recv(client, bytes, sizeof bytes, 0);
                if (got <= 0) return;
                std::size_t begin = 0, size = static_cast<std::size_t>(got);
                if (!counting) {
                    seen.append(bytes, size);
                    const std::size_t at = seen.find(word_);
                    if (at != std::string::npos) {
                        counting = true;
                        // a message begins with a letter and its length, before the word
                        const std::size_t of_message = at - 5, before = seen.size() - size;
                        begin = of_message > before ? of_message - before : 0;
                    }
                }
                std::size_t end = size;
                if (counting && left_client != never) {
                    end = begin + left_client < size ? begin + left_client : size;
                    left_client -= end - begin;
                }
                forward(server, bytes, end);
                if (counting && (end < size || left_client == 0)) {
                    // let the server take in what it got before its end of the line is seen
                    cut_ = true;
                    ::shutdown(server, SHUT_WR);
                    drain(server);
                    return;
                }
            }
            if ((both[1].revents & (POLLIN | POLLHUP)) != 0) {
                const ssize_t got = ::recv(server, bytes, sizeof bytes, 0);
                if (got <= 0) return;
                std::size_t end = static_cast<std::size_t>(got);
                if (counting && left_server != never) {
                    if (end > left_server) end = left_server;
                    left_server -= end;
                }
                forward(client, bytes, end);
                if (counting && left_server == 0) {
                    cut_ = true;
                    return;
                }
            }
        }
    }
    static void forward(int to, const char* bytes, std::size_t size) {
        while (size > 0) {
            const ssize_t sent = ::send(to, bytes, size, MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes += sent;
            size -= static_cast<std::size_t>(sent);
        }
    }
    static void drain(int from) {
        char bytes[4096];
        while (::recv(from, bytes, sizeof bytes, 0) > 0) {
        }
    }

    int server_port_;
    std::string word_;
    std::size_t client_bytes_, server_bytes_;
    int listener_ = -1, port_ = 0;
    std::atomic<bool> stop_{false}, cut_{false};
    std::thread thread_;
};
